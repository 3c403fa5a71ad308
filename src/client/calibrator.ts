/**
 * The page's conversation with the worker of one candidate engine: a question at a time, each with a limit: a
 * candidate that is late, dies or is no longer wanted is ended, and nothing waits for it.
 */
import type { CalibrationReply, CalibrationRequest } from '../protocol/calibration.ts';
import { toError } from '../spec/failure.ts';
import type { WorkerLike } from './connection.ts';

type ReplyTo<Kind extends CalibrationRequest['kind']> = Extract<
  CalibrationReply,
  { kind: { probe: 'probed'; open: 'opened'; warmUp: 'warmedUp'; measure: 'measured' }[Kind] }
>;

/** The candidate had no answer in time. */
export class CandidateLate extends Error {
  override readonly name = 'CandidateLate';
}

export class Calibrator {
  readonly #worker: WorkerLike;
  #settle: (reply: CalibrationReply) => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;

  constructor(worker: WorkerLike) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }) => this.#settle(data as CalibrationReply));
    worker.addEventListener('error', ({ message }) => this.#fail(new Error(message ?? 'its script failed')));
  }

  /** @throws CandidateLate, or the candidate's own failure */
  ask<Kind extends CalibrationRequest['kind']>(
    request: Extract<CalibrationRequest, { kind: Kind }>,
    limitMs: number,
  ): Promise<ReplyTo<Kind>> {
    return new Promise<ReplyTo<Kind>>((resolve, reject) => {
      const timer = setTimeout(
        () => this.#fail(new CandidateLate(`no answer to ${request.kind} in ${Math.round(limitMs)} ms`)),
        limitMs,
      );
      this.#fail = (error) => {
        clearTimeout(timer);
        reject(error);
      };
      this.#settle = (reply) => {
        if (reply.kind === 'refused') return this.#fail(toError(reply.failure));
        clearTimeout(timer);
        resolve(reply as ReplyTo<Kind>);
      };
      this.#worker.postMessage(request);
    });
  }

  /** Ends the worker; what it was asked rejects. */
  end(): void {
    this.#worker.terminate();
    this.#fail(new Error('the candidate was ended'));
  }
}
