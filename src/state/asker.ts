/**
 * How does a slider ask the engine without drowning it, and without ever showing an old answer? One question
 * is on its way at a time; while it is, only the newest of those that come waits. Answers are remembered, so
 * that a slider moved back answers at once. An asker that nobody listens to forgets its question.
 */
import { toFailure } from '../spec/failure.ts';
import { IDLE_QUERY, type QueryState } from './querystate.ts';

export interface Asker<Question, Answer> {
  /** Asks; null asks nothing. */
  readonly ask: (question: Question | null) => void;
  /** True when the state is about this very question. */
  readonly isAbout: (question: Question | null) => boolean;
  readonly getState: () => QueryState<Question, Answer>;
  readonly subscribe: (listener: () => void) => () => void;
}

export interface AskerOptions<Question, Answer> {
  /** Two questions with the same key have the same answer. Null: cannot be asked now. */
  readonly toKey: (question: Question) => string | null;
  readonly answer: (question: Question) => Promise<Answer>;
  /** Tells when keys may have changed for the same question. Listened to while the asker itself is. */
  readonly onChange?: (listener: () => void) => () => void;
  /** Whether going back to an earlier question needs no new answer. */
  readonly remembers?: boolean;
}

const MOST_REMEMBERED = 256;

export function createAsker<Question, Answer>(
  options: AskerOptions<Question, Answer>,
): Asker<Question, Answer> {
  return new OneByOne(options);
}

class OneByOne<Question, Answer> implements Asker<Question, Answer> {
  readonly #options: AskerOptions<Question, Answer>;
  readonly #listeners = new Set<() => void>();
  readonly #remembered = new Map<string, Answer>();
  #state: QueryState<Question, Answer> = IDLE_QUERY;
  #question: Question | null = null;
  #key: string | null = null;
  #isAsking = false;
  #stop: (() => void) | undefined;

  constructor(options: AskerOptions<Question, Answer>) {
    this.#options = options;
  }

  // Handed to React by themselves, so that they carry what they belong to.
  readonly ask = (next: Question | null) => {
    const nextKey = this.#toKey(next);
    this.#question = next;
    if (nextKey === this.#key && nextKey !== null && this.#state.status !== 'failed') return;
    this.#key = nextKey;
    if (next === null || nextKey === null) {
      if (this.#state.status !== 'idle') this.#setState({ ...IDLE_QUERY, previous: this.#state.previous });
      return;
    }
    const known = this.#remembered.get(nextKey);
    if (known !== undefined) return this.#settle(next, nextKey, known);
    this.#setState({ status: 'pending', answer: null, previous: this.#state.previous, failure: null });
    void this.#pursue();
  };

  readonly isAbout = (other: Question | null): boolean => this.#toKey(other) === this.#key;

  readonly getState = (): QueryState<Question, Answer> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#stop ??= this.#options.onChange?.(() => this.ask(this.#question));
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#forget();
    };
  };

  #toKey(question: Question | null): string | null {
    return question === null ? null : this.#options.toKey(question);
  }

  #setState(next: QueryState<Question, Answer>): void {
    this.#state = next;
    for (const listener of [...this.#listeners]) listener();
  }

  #settle(asked: Question, askedKey: string, value: Answer): void {
    const previous = { question: asked, answer: value };
    if (askedKey === this.#key) this.#setState({ status: 'ready', answer: value, previous, failure: null });
    else if (this.#key !== null) this.#setState({ ...this.#state, previous });
  }

  async #pursue(): Promise<void> {
    if (this.#isAsking || this.#question === null || this.#key === null) return;
    const asked = this.#question;
    const askedKey = this.#key;
    this.#isAsking = true;
    try {
      const value = await this.#options.answer(asked);
      if (this.#options.remembers ?? true) this.#remember(askedKey, value);
      this.#settle(asked, askedKey, value);
    } catch (error) {
      if (askedKey === this.#key) {
        this.#setState({ ...this.#state, status: 'failed', answer: null, failure: toFailure(error) });
      }
    } finally {
      this.#isAsking = false;
    }
    if (this.#key !== askedKey && this.#state.status === 'pending') void this.#pursue();
  }

  #remember(answeredKey: string, value: Answer): void {
    this.#remembered.set(answeredKey, value);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > MOST_REMEMBERED && oldest !== undefined) this.#remembered.delete(oldest);
  }

  /** Nobody listens any more. */
  #forget(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#question = null;
    this.#key = null;
    this.#state = IDLE_QUERY;
  }
}
