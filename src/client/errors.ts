/** How a call to the engine can end badly: refused by the worker, cut off by its death, or too late. */

import { type Failure, toFailure, withCode, withFailure } from '../spec/failure.ts';

/** Why a worker is gone. */
export type DeathCause =
  /** It ended on its own or was killed. */
  | 'killed'
  /** It kept silent for too long and was terminated. */
  | 'hung'
  /** It threw where nothing could catch it. */
  | 'crashed'
  /** The page ended it, to close or to change the backend. */
  | 'closed';

const CODES = { killed: 'workerKilled', hung: 'workerHung', closed: 'workerClosed' } as const;

/** The worker died before it answered. What it held is being restored; the call can be made again. */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
  readonly reason: DeathCause;
  constructor(reason: DeathCause, detail = '') {
    const words = {
      killed: 'the engine was stopped by the browser',
      hung: 'the engine stopped answering',
      crashed: 'the engine met an error it could not handle',
      closed: 'the engine was closed',
    } as const;
    super(detail === '' ? words[reason] : `${words[reason]}: ${detail}`);
    this.reason = reason;
    if (reason === 'crashed') withCode(this, 'workerCrashed', { detail });
    else withCode(this, CODES[reason], {});
  }
}

/** The worker would not do it, and says why. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  constructor(failure: Failure) {
    super(failure.message);
    withFailure(this, failure);
  }
}

/** No answer within the call's time. */
export class CallTimedOut extends Error {
  override readonly name = 'CallTimedOut';
  constructor(command: string, timeoutMs: number) {
    super(`${command} had no answer in ${timeoutMs} ms`);
    withCode(this, 'timedOut', { command, seconds: timeoutMs / 1000 });
  }
}

/** An error's message, ended by a full stop. */
export function toSentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** An engine that did not come up, and why. */
export function toNotStarted(error: unknown): Failure {
  const message = `The engine could not be started: ${toSentence(error)}`;
  return { code: 'engineNotStarted', values: { reason: toFailure(error) }, message };
}
