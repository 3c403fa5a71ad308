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

export function createAsker<Question, Answer>({
  toKey,
  answer,
  onChange,
  remembers = true,
}: AskerOptions<Question, Answer>): Asker<Question, Answer> {
  const listeners = new Set<() => void>();
  const remembered = new Map<string, Answer>();
  let state: QueryState<Question, Answer> = IDLE_QUERY;
  let question: Question | null = null;
  let key: string | null = null;
  let isAsking = false;
  let stop: (() => void) | undefined;

  const setState = (next: QueryState<Question, Answer>) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };

  const settle = (asked: Question, askedKey: string, value: Answer) => {
    const previous = { question: asked, answer: value };
    if (askedKey === key) setState({ status: 'ready', answer: value, previous, failure: null });
    else if (key !== null) setState({ ...state, previous });
  };

  const pursue = async (): Promise<void> => {
    if (isAsking || question === null || key === null) return;
    const asked = question;
    const askedKey = key;
    isAsking = true;
    try {
      const value = await answer(asked);
      if (remembers) remember(askedKey, value);
      settle(asked, askedKey, value);
    } catch (error) {
      if (askedKey === key) {
        setState({ ...state, status: 'failed', answer: null, failure: toFailure(error) });
      }
    } finally {
      isAsking = false;
    }
    if (key !== askedKey && state.status === 'pending') pursue();
  };

  const remember = (answeredKey: string, value: Answer) => {
    remembered.set(answeredKey, value);
    const [oldest] = remembered.keys();
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  };

  const ask = (next: Question | null) => {
    const nextKey = next === null ? null : toKey(next);
    question = next;
    if (nextKey === key && nextKey !== null && state.status !== 'failed') return;
    key = nextKey;
    if (next === null || nextKey === null) {
      if (state.status !== 'idle') setState({ ...IDLE_QUERY, previous: state.previous });
      return;
    }
    const known = remembered.get(nextKey);
    if (known !== undefined) return settle(next, nextKey, known);
    setState({ status: 'pending', answer: null, previous: state.previous, failure: null });
    pursue();
  };

  return {
    ask,
    isAbout: (other) => (other === null ? key === null : toKey(other) === key),
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      stop ??= onChange?.(() => ask(question));
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
        question = null;
        key = null;
        state = IDLE_QUERY;
      };
    },
  };
}
