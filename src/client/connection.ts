/**
 * The page's conversation with one worker for as long as that lives. Requests get ids, answers settle them,
 * and the end of the worker rejects all that are pending, at once.
 *
 * Three things tell of the end: the Web Lock that the worker holds is granted to us; no message for too long;
 * the worker's error event. A worker that dies otherwise sends nothing, and its calls would wait for ever.
 */
import type { CommandKind, Commands, Request, WorkerMessage } from '../protocol/commands.ts';
import type { EngineEvent } from '../protocol/events.ts';
import { LIMITS, toLifeLockName } from '../protocol/limits.ts';
import { CallRefused, CallTimedOut, type DeathCause, WorkerDied } from './errors.ts';

/** The part of `Worker` that is used. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  addEventListener(
    kind: 'message' | 'error' | 'messageerror',
    listener: (event: { readonly data?: unknown; readonly message?: string }) => void,
  ): void;
  terminate(): void;
}

/** The part of `navigator.locks` that is used. */
export interface LocksLike {
  request(name: string, options: { signal: AbortSignal }, granted: () => unknown): Promise<unknown>;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export interface ConnectionOptions {
  readonly worker: WorkerLike;
  readonly workerId: string;
  /** Absent where the browser has none: silence and errors tell then. */
  readonly locks: LocksLike | undefined;
  readonly onEvent: (event: EngineEvent) => void;
  /** Called once. Pending calls have been rejected by then. */
  readonly onDeath: (death: WorkerDied) => void;
}

interface Pending {
  readonly kind: CommandKind;
  readonly settle: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const TICK_MS = 500;

/** One worker and the calls it owes answers to. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #unlock = new AbortController();
  readonly #watchdog: ReturnType<typeof setInterval>;
  #nextId = 1;
  #death: WorkerDied | null = null;
  #isLockAwaited = false;
  #lastHeard = performance.now();
  #lastTick = performance.now();
  /** The longest that a living worker may keep its thread busy. */
  silenceMs: number = LIMITS.silenceMs;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { worker } = options;
    worker.addEventListener('message', (event) => this.#hear(event.data as WorkerMessage));
    worker.addEventListener('error', (event) => this.#die('crashed', event.message ?? ''));
    worker.addEventListener('messageerror', () => this.#die('crashed', 'an unreadable message'));
    this.#watchdog = setInterval(() => this.#watch(), TICK_MS);
  }

  get isAlive(): boolean {
    return this.#death === null;
  }

  /** True while an answer is owed that the worker may be working for; data may take its time to arrive. */
  get isAnswering(): boolean {
    return [...this.#pending.values()].some(({ kind }) => kind !== 'loadData');
  }

  /**
   * Sends a command and waits for its answer.
   * @throws WorkerDied, CallRefused, CallTimedOut, or the signal's reason
   */
  call<Kind extends CommandKind>(
    kind: Kind,
    values: Commands[Kind]['arguments'],
    { signal, timeoutMs }: CallOptions = {},
  ): Promise<Commands[Kind]['answer']> {
    return new Promise((resolve, reject) => {
      if (this.#death !== null) throw this.#death;
      signal?.throwIfAborted();
      const requestId = this.#nextId++;
      const onAbort = () => settleWith(() => reject(signal?.reason));
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(() => settleWith(() => reject(new CallTimedOut(kind, timeoutMs))), timeoutMs);
      const settleWith = (settle: () => void) => {
        this.#pending.delete(requestId);
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        settle();
      };
      signal?.addEventListener('abort', onAbort);
      this.#pending.set(requestId, {
        kind,
        settle: (value) => settleWith(() => resolve(value as Commands[Kind]['answer'])),
        reject: (error) => settleWith(() => reject(error)),
      });
      try {
        this.#options.worker.postMessage({ ...values, kind, requestId } as unknown as Request);
      } catch (error) {
        settleWith(() => reject(error));
      }
    });
  }

  /** Ends the worker; pending calls reject. */
  close(): void {
    this.#die('closed');
  }

  /** Ends a worker that answers but gets nowhere. */
  declareHung(detail: string): void {
    this.#die('hung', detail);
  }

  #hear(message: WorkerMessage): void {
    if (this.#death !== null) return;
    this.#lastHeard = performance.now();
    this.#awaitLock();
    if (message.kind === 'answered') this.#pending.get(message.requestId)?.settle(message.value);
    else if (message.kind === 'refused') {
      this.#pending.get(message.requestId)?.reject(new CallRefused(message.failure));
    } else if (message.kind !== 'heartBeat') this.#options.onEvent(message);
  }

  /**
   * The worker takes its lock before its first message, so from then on the lock is ours only when it is
   * gone.
   */
  #awaitLock(): void {
    const { locks, workerId } = this.#options;
    if (this.#isLockAwaited || locks === undefined) return;
    this.#isLockAwaited = true;
    locks
      .request(toLifeLockName(workerId), { signal: this.#unlock.signal }, () => this.#die('killed'))
      .catch(() => {}); // aborted because the connection ended, or locks are refused here: the watchdog remains
  }

  #watch(): void {
    const now = performance.now();
    // A page that slept hears the messages of that time only after its timers.
    if (now - this.#lastTick > 4 * TICK_MS) this.#lastHeard = now;
    this.#lastTick = now;
    const silentMs = now - this.#lastHeard;
    if (silentMs > this.silenceMs) this.#die('hung', `silent for ${Math.round(silentMs / 1000)} s`);
  }

  #die(cause: DeathCause, detail = ''): void {
    if (this.#death !== null) return;
    this.#death = new WorkerDied(cause, detail);
    clearInterval(this.#watchdog);
    this.#unlock.abort();
    this.#options.worker.terminate();
    for (const pending of [...this.#pending.values()]) pending.reject(this.#death);
    this.#options.onDeath(this.#death);
  }
}
