/**
 * Who helps the engine's thread? A pool of helpers that each perform one task at a time. A helper that dies,
 * fails to start or is silent for too long is replaced and its task performed again from the start, with the
 * same result; when that keeps happening the engine's own thread does the work, so that a run never fails for
 * want of helpers.
 */
import { performTask } from './perform.ts';
import { type AnswerTo, type HelperReply, type HelperRequest, type HelperTask, listBuffers } from './task.ts';

/** A thread that performs tasks. */
export interface Helper {
  post(request: HelperRequest, transfers: ArrayBuffer[]): void;
  onReply(listener: (reply: HelperReply) => void): void;
  /** Called at most once, when the thread has ended or cannot go on. */
  onDeath(listener: (reason: string) => void): void;
  terminate(): void;
}

export type SpawnHelper = () => Helper;

const MOST_TRIES = 3;

/**
 * A helper this silent over a task is taken for hung, in milliseconds, where nothing else is said: a browser
 * may stop a thread without a word.
 */
const SILENCE_MS = 30_000;

interface HelperSlot {
  readonly helper: Helper;
  /** Rejects what is under way when the helper is lost. */
  fail: (reason: Error) => void;
  settle: (reply: HelperReply) => void;
  isBusy: boolean;
}

export class HelperPool {
  readonly #spawn: SpawnHelper;
  readonly #wasmPath: string;
  readonly #slots: (HelperSlot | undefined)[] = [];
  /** Settles when a helper has done all that it was given; absent while it is free. */
  readonly #turns: (Promise<void> | undefined)[] = [];
  readonly #onReplaced: (reason: string) => void;
  readonly #silenceMs: number;
  /** Arrays that have come back: a new one of a megabyte at every step would cost more than its copy. */
  readonly #spares: Float32Array[] = [];
  #size: number;
  #lastTask = 0;

  /** @param size helpers beside the engine's own thread; they are started when they are first needed */
  constructor(
    spawn: SpawnHelper,
    wasmPath: string,
    size: number,
    onReplaced: (reason: string) => void,
    silenceMs = SILENCE_MS,
  ) {
    this.#spawn = spawn;
    this.#wasmPath = wasmPath;
    this.#size = size;
    this.#onReplaced = onReplaced;
    this.#silenceMs = silenceMs;
  }

  /** Helpers that work may be given to now. */
  get size(): number {
    return this.#size;
  }

  /** May be called at any time: what is under way is finished by whom it was given to. */
  resize(size: number): void {
    this.#size = size;
    this.#slots.forEach((slot, index) => {
      if (index >= size && slot !== undefined && !slot.isBusy) this.#leave(index);
    });
  }

  /** An array that came back, if there is one; of whatever length, with whatever in it. */
  takeSpare(): Float32Array | undefined {
    return this.#spares.pop();
  }

  /** Keeps an array that nobody reads any more for a later task. */
  giveSpare(values: Float32Array): void {
    if (this.#spares.length < this.#size) this.#spares.push(values);
  }

  /**
   * Has a helper perform a task, after those it was given before.
   * @param createTask called again for each try: a task's buffers change hands
   * @throws when the task itself cannot be performed
   */
  perform<Task extends HelperTask>(helper: number, createTask: () => Task): Promise<AnswerTo<Task>> {
    // Sent at once where the helper is free: the caller is about to keep its own thread busy.
    const before = this.#turns[helper];
    const perform = () => this.#try(helper, createTask);
    const answer = before === undefined ? perform() : before.then(perform);
    const forget = () => {
      if (this.#turns[helper] === turn) this.#turns[helper] = undefined;
    };
    const turn = answer.then(forget, forget);
    this.#turns[helper] = turn;
    return answer;
  }

  async #try<Task extends HelperTask>(helper: number, createTask: () => Task): Promise<AnswerTo<Task>> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      try {
        return await this.#ask(helper, createTask());
      } catch (error) {
        if (!(error instanceof HelperLostError)) throw error;
        this.#leave(helper);
        this.#onReplaced(error.message);
      }
    }
    return performTask(createTask());
  }

  async #ask<Task extends HelperTask>(index: number, task: Task): Promise<AnswerTo<Task>> {
    const slot = this.#slots[index] ?? this.#fill(index);
    const taskId = ++this.#lastTask;
    slot.isBusy = true;
    let watch: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise((resolve, reject) => {
        watch = setTimeout(
          () => reject(new HelperLostError(`it was silent for ${this.#silenceMs / 1000} s`)),
          this.#silenceMs,
        );
        slot.fail = reject;
        slot.settle = (reply) => {
          if (reply.kind === 'performed' && reply.taskId === taskId) resolve(reply.answer as AnswerTo<Task>);
          if (reply.kind === 'failed')
            reject(
              reply.taskId === undefined ? new HelperLostError(reply.message) : new Error(reply.message),
            );
        };
        const request = { kind: 'perform', taskId, task } as const;
        slot.helper.post(request, listBuffers(request));
      });
    } finally {
      clearTimeout(watch);
      slot.isBusy = false;
      if (index >= this.#size) this.#leave(index);
    }
  }

  #fill(index: number): HelperSlot {
    const helper = this.#spawn();
    const slot: HelperSlot = { helper, fail: () => undefined, settle: () => undefined, isBusy: false };
    helper.onReply((reply) => slot.settle(reply));
    helper.onDeath((reason) => {
      if (this.#slots[index] !== slot) return;
      this.#slots[index] = undefined;
      if (slot.isBusy) slot.fail(new HelperLostError(reason));
      else this.#onReplaced(reason);
    });
    helper.post({ kind: 'start', wasmPath: this.#wasmPath }, []);
    this.#slots[index] = slot;
    return slot;
  }

  #leave(index: number): void {
    const slot = this.#slots[index];
    this.#slots[index] = undefined;
    slot?.helper.terminate();
    slot?.fail(new HelperLostError('the pool was closed'));
  }

  dispose(): void {
    this.#size = 0;
    this.#spares.length = 0;
    for (let index = 0; index < this.#slots.length; index++) this.#leave(index);
  }
}

/** The helper is gone, not the task wrong. */
class HelperLostError extends Error {
  override readonly name = 'HelperLostError';
}
