/** Workers of candidates without numerics: each opens, fails, is slow or never answers, as a test says. */
import type { WorkerLike } from '../client/connection.ts';
import type { BackendName } from '../protocol/backends.ts';
import type { Adapters, CalibrationReply, CalibrationRequest } from '../protocol/calibration.ts';
import { toFailure, withCode } from '../spec/failure.ts';

export interface FakeCandidate {
  readonly openMs?: number;
  readonly warmUpMs?: number;
  /** What the timing takes beyond its budget. */
  readonly lateMs?: number;
  /** Of each timing; the last counts for those that follow. */
  readonly imagesPerSecond?: number | readonly number[];
  /** The self-test fails by this much. */
  readonly error?: string;
}

export class FakeCalibrators {
  readonly adapters: Adapters;
  readonly candidates: Partial<Record<BackendName, FakeCandidate>>;
  /** Requests of all workers, oldest first. */
  readonly received: CalibrationRequest[] = [];
  /** Workers that have not been ended. */
  alive = 0;

  constructor(
    candidates: Partial<Record<BackendName, FakeCandidate>>,
    adapters: Adapters = { webgl: 'a card', webgpu: 'a card' },
  ) {
    this.candidates = candidates;
    this.adapters = adapters;
  }

  readonly spawn = (): WorkerLike => {
    this.alive++;
    let isEnded = false;
    let hear: (event: { data?: unknown }) => void = () => undefined;
    let candidate: FakeCandidate = {};
    let timings = 0;
    const answer = (data: CalibrationReply, afterMs: number) =>
      setTimeout(() => !isEnded && hear({ data }), afterMs);
    const take = (request: CalibrationRequest) => {
      this.received.push(request);
      if (request.kind === 'probe') return answer({ kind: 'probed', adapters: this.adapters }, 1);
      if (request.kind === 'measure') {
        const { lateMs = 0, imagesPerSecond: paces = 1 } = candidate;
        const imagesPerSecond = typeof paces === 'number' ? paces : (paces[timings] ?? paces.at(-1)!);
        timings++;
        return answer({ kind: 'measured', imagesPerSecond }, request.budgetMs + lateMs);
      }
      if (request.kind === 'warmUp') return answer({ kind: 'warmedUp' }, candidate.warmUpMs ?? 1);
      const { backend } = request;
      candidate = this.candidates[backend] ?? {};
      const { openMs = 1, error } = candidate;
      const selfTest = { passed: true, largestError: 1e-7, elapsedMs: 1 };
      if (error === undefined) return answer({ kind: 'opened', selfTest }, openMs);
      const failed = withCode(new Error(`${backend} is off by ${error}`), 'selfTestFailed', {
        backend,
        error,
      });
      return answer({ kind: 'refused', failure: toFailure(failed) }, openMs);
    };
    return {
      postMessage: (message) => void take(structuredClone(message) as CalibrationRequest),
      addEventListener: (kind, listener) => {
        if (kind === 'message') hear = listener;
      },
      terminate: () => {
        if (!isEnded) this.alive--;
        isEnded = true;
      },
    };
  };
}
