/**
 * Which engine trains the model at hand fastest on this device? First each candidate is opened, tested and warmed up, one after the
 * other, in a worker of its own. Then those that are ready are timed, one at a time, and all of that ends after a fixed time:
 * half a second at start. Whoever is late, in either part, is left out and named as such.
 */
import { Calibrator, CandidateLate } from '../client/calibrator.ts';
import type { WorkerLike } from '../client/connection.ts';
import type { Adapters } from '../protocol/calibration.ts';
import { toFailure } from '../recipe/failure.ts';
import type { ModelSpec } from '../recipe/model.ts';
import { CANDIDATES, type CandidateName, type CandidateOutcome } from './enginechoice.ts';
import type { Comparison } from './enginememory.ts';

export interface RaceLimits {
  /** For opening one candidate, its self-test and first training included. */
  readonly openMs: number;
  /** For timing one, and for timing all of them. */
  readonly eachMs: number;
  readonly measureMs: number;
}

/** What is spent without being asked: the timing never takes longer than half a second. */
export const LIMITS_AT_START: RaceLimits = { openMs: 2_500, eachMs: 150, measureMs: 500 };
/** What is spent when the reader wants to know: time enough for shaders to compile and large nets to be timed. */
export const LIMITS_ON_REQUEST: RaceLimits = { openMs: 30_000, eachMs: 1_000, measureMs: 10_000 };

/** What comes beside the candidate's own work when it is ended: a message there, a timer here. */
const MARGIN_MS = 25;

export interface RaceOrder {
  readonly spawn: () => WorkerLike;
  readonly adapters: Adapters;
  readonly spec: ModelSpec;
  readonly workers: number;
  readonly wasmPath: string;
  readonly limits: RaceLimits;
  /** Ends the race, and every worker in it. */
  readonly signal: AbortSignal;
}

/** @throws the signal's reason */
export async function raceEngines(order: RaceOrder): Promise<Omit<Comparison, 'at'>> {
  const { adapters, limits, signal } = order;
  const outcomes = new Map<CandidateName, CandidateOutcome>();
  const ready = new Map<CandidateName, { calibrator: Calibrator; selfTestError: number }>();
  const calibrators = new Set<Calibrator>();
  const endAll = () => {
    for (const each of calibrators) each.end();
  };
  signal.addEventListener('abort', endAll);
  try {
    const opened = performance.now();
    for (const name of CANDIDATES) {
      signal.throwIfAborted();
      if (name !== 'wasm' && adapters[name] === null) {
        outcomes.set(name, { kind: 'absent' });
        continue;
      }
      const calibrator = new Calibrator(order.spawn());
      calibrators.add(calibrator);
      const deadline = performance.now() + limits.openMs;
      let phase: Phase = 'opening';
      try {
        const { spec, workers, wasmPath } = order;
        const open = { kind: 'open', backend: name, wasmPath } as const;
        const { selfTest } = await calibrator.ask(open, limits.openMs);
        phase = 'warmingUp';
        await calibrator.ask({ kind: 'warmUp', spec, workers }, deadline - performance.now());
        ready.set(name, { calibrator, selfTestError: selfTest.largestError });
      } catch (error) {
        calibrator.end();
        outcomes.set(name, toOutcome(error, phase, limits.openMs));
      }
    }

    const began = performance.now();
    const leftMs = () => limits.measureMs - MARGIN_MS - (performance.now() - began);
    let waiting = ready.size;
    for (const [name, { calibrator, selfTestError }] of ready) {
      signal.throwIfAborted();
      const budgetMs = Math.min(limits.eachMs, leftMs() / waiting--);
      try {
        if (budgetMs <= 0) throw new CandidateLate('no time is left');
        // One that takes more than its share takes it from those that follow.
        const { imagesPerSecond } = await calibrator.ask({ kind: 'measure', budgetMs }, leftMs());
        outcomes.set(name, { kind: 'measured', imagesPerSecond, selfTestError });
      } catch (error) {
        outcomes.set(name, toOutcome(error, 'measuring', limits.measureMs));
      }
      calibrator.end();
    }
    signal.throwIfAborted();
    const ended = performance.now();
    return {
      results: CANDIDATES.map((backend) => ({
        backend,
        adapter: backend === 'wasm' ? null : adapters[backend],
        outcome: outcomes.get(backend)!,
      })),
      openedMs: began - opened,
      measuredMs: ended - began,
    };
  } finally {
    signal.removeEventListener('abort', endAll);
    endAll();
  }
}

type Phase = Extract<CandidateOutcome, { kind: 'unfinished' }>['phase'];

function toOutcome(error: unknown, phase: Phase, limitMs: number): CandidateOutcome {
  return error instanceof CandidateLate
    ? { kind: 'unfinished', phase, limitMs }
    : { kind: 'failed', failure: toFailure(error) };
}
