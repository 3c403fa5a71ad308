/**
 * The page's way to the simulated machines. One question is in the worker at a time, others wait in their
 * order. A worker cannot be asked to stop in the middle of a computation, so whoever wants no answer any more
 * has it ended; the next question starts another.
 */
import type {
  SimulationAnswer,
  SimulationKind,
  SimulationQuestion,
  SimulationReply,
  SimulationRequest,
} from '../protocol/simulation.ts';
import { toError } from '../spec/failure.ts';
import type { WorkerLike } from './connection.ts';

export interface SimulateOptions {
  /** Ends the simulation; its promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

interface Job extends SimulateOptions {
  readonly question: SimulationQuestion;
  readonly settle: (answer: SimulationAnswer) => void;
  readonly fail: (error: unknown) => void;
}

export class Simulator {
  readonly #spawn: () => WorkerLike;
  readonly #waiting: Job[] = [];
  #worker: WorkerLike | undefined;
  #running: Job | undefined;

  constructor(spawn: () => WorkerLike) {
    this.#spawn = spawn;
  }

  simulate<Kind extends SimulationKind>(
    question: SimulationQuestion<Kind>,
    options: SimulateOptions,
  ): Promise<SimulationAnswer<Kind>> {
    return new Promise((settle, fail) => {
      const { signal } = options;
      if (signal.aborted) return fail(signal.reason);
      const job: Job = {
        ...options,
        question: question as SimulationQuestion,
        settle: (answer) => settle(answer as SimulationAnswer<Kind>),
        fail,
      };
      signal.addEventListener('abort', () => this.#drop(job, signal.reason), { once: true });
      this.#waiting.push(job);
      this.#goOn();
    });
  }

  /** Ends the worker; what it was asked rejects. */
  close(): void {
    const closed = new Error('the page is closed');
    for (const job of this.#waiting.splice(0)) job.fail(closed);
    this.#end(closed);
  }

  #goOn(): void {
    if (this.#running !== undefined) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    this.#running = job;
    try {
      this.#worker ??= this.#open();
      this.#worker.postMessage({ question: job.question } satisfies SimulationRequest);
    } catch (error) {
      this.#end(error);
    }
  }

  #open(): WorkerLike {
    const worker = this.#spawn();
    worker.addEventListener('message', ({ data }) => {
      if (worker === this.#worker) this.#hear(data as SimulationReply);
    });
    worker.addEventListener('error', ({ message }) => {
      if (worker === this.#worker) this.#end(new Error(message ?? 'its script failed'));
    });
    return worker;
  }

  #hear(reply: SimulationReply): void {
    const job = this.#running;
    if (job === undefined) return;
    if (reply.kind === 'progressed') {
      job.onProgress(reply.share);
      return;
    }
    this.#running = undefined;
    if (reply.kind === 'simulated') job.settle(reply.answer);
    else job.fail(toError(reply.failure));
    this.#goOn();
  }

  #drop(job: Job, reason: unknown): void {
    const at = this.#waiting.indexOf(job);
    if (job === this.#running) this.#end(reason);
    else if (at >= 0) {
      this.#waiting.splice(at, 1);
      job.fail(reason);
    }
  }

  /** Ends the worker with what it was at; the next question gets another. */
  #end(reason: unknown): void {
    const job = this.#running;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#running = undefined;
    job?.fail(reason);
    this.#goOn();
  }
}
