/**
 * Which engine trains the model at hand fastest on this device? First each candidate is opened, tested and
 * warmed up, one after the other, in a worker of its own. Then those that are ready are timed, one at a time,
 * and all of that ends after a fixed time: half a second at start. Whoever is late, in either part, is left
 * out and named as such.
 */
import { Calibrator, CandidateLate } from '../client/calibrator.ts';
import type { WorkerLike } from '../client/connection.ts';
import type { Adapters } from '../protocol/calibration.ts';
import { toFailure } from '../spec/failure.ts';
import type { ModelSpec } from '../spec/model.ts';
import { isSoftware } from './adaptername.ts';
import { CANDIDATES, type CandidateName, type CandidateOutcome } from './enginechoice.ts';
import type { Comparison } from './enginememory.ts';

export interface RaceLimits {
  /** For opening one candidate, its self-test and first training included. */
  readonly openMs: number;
  /** For timing one, and for timing all of them. */
  readonly eachMs: number;
  readonly measureMs: number;
  /** Whether a processor that plays the graphics card is a candidate. */
  readonly withSoftware: boolean;
}

/** What is spent without being asked: the timing never takes longer than half a second. */
export const LIMITS_AT_START: RaceLimits = {
  openMs: 2_500,
  eachMs: 150,
  measureMs: 500,
  withSoftware: false,
};
/**
 * What is spent when the reader wants to know: time enough for shaders to compile and large nets to be timed.
 */
export const LIMITS_ON_REQUEST: RaceLimits = {
  openMs: 30_000,
  eachMs: 1_000,
  measureMs: 10_000,
  withSoftware: true,
};

/** How often each is timed. */
const TURNS = 3;

/** What comes beside the candidate's own work when it is ended: a message there, a timer here. */
const MARGIN_MS = 60;

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

/** A candidate that is open, self-tested and warm. */
interface Ready {
  readonly name: CandidateName;
  readonly calibrator: Calibrator;
  readonly selfTestError: number;
}

type Outcomes = Map<CandidateName, CandidateOutcome>;

/** @throws the signal's reason */
export async function raceEngines(order: RaceOrder): Promise<Omit<Comparison, 'at'>> {
  const { adapters, signal } = order;
  const outcomes: Outcomes = new Map();
  const calibrators = new Set<Calibrator>();
  const endAll = () => {
    for (const each of calibrators) each.end();
  };
  const spawn = () => {
    const calibrator = new Calibrator(order.spawn());
    calibrators.add(calibrator);
    return calibrator;
  };
  signal.addEventListener('abort', endAll);
  try {
    const began = performance.now();
    const ready = await openCandidates(order, spawn, outcomes);
    const opened = performance.now();
    await timeCandidates(order, ready, outcomes);
    return {
      results: CANDIDATES.map((backend) => ({
        backend,
        adapter: backend === 'wasm' ? null : adapters[backend],
        outcome: outcomes.get(backend)!,
      })),
      openedMs: opened - began,
      measuredMs: performance.now() - opened,
    };
  } finally {
    signal.removeEventListener('abort', endAll);
    endAll();
  }
}

/** One after the other. Tells the outcome of those that are not ready at the end. */
async function openCandidates(
  { adapters, spec, workers, wasmPath, limits, signal }: RaceOrder,
  spawn: () => Calibrator,
  outcomes: Outcomes,
): Promise<Ready[]> {
  const ready: Ready[] = [];
  for (const name of CANDIDATES) {
    const left = leaveOut(name, adapters, limits);
    if (left !== null) {
      outcomes.set(name, left);
      continue;
    }
    const calibrator = spawn();
    const deadline = performance.now() + limits.openMs;
    let phase: Phase = 'opening';
    try {
      const open = { kind: 'open', backend: name, wasmPath } as const;
      const { selfTest } = await calibrator.ask(open, limits.openMs);
      phase = 'warmingUp';
      await calibrator.ask({ kind: 'warmUp', spec, workers }, deadline - performance.now());
      ready.push({ name, calibrator, selfTestError: selfTest.largestError });
    } catch (error) {
      calibrator.end();
      outcomes.set(name, toOutcome(error, phase, limits.openMs));
    }
    signal.throwIfAborted();
  }
  return ready;
}

/** Why a candidate is not even opened; null where it is. */
function leaveOut(
  name: CandidateName,
  adapters: Adapters,
  { withSoftware }: RaceLimits,
): CandidateOutcome | null {
  if (name === 'wasm') return null;
  const adapter = adapters[name];
  if (adapter === null) return { kind: 'absent' };
  return withSoftware || !isSoftware(adapter) ? null : { kind: 'postponed' };
}

/**
 * In turns, so that what disturbs the machine for a moment does not fall on one of them alone. The best of
 * each counts.
 */
async function timeCandidates({ limits, signal }: RaceOrder, ready: readonly Ready[], outcomes: Outcomes) {
  const began = performance.now();
  const leftMs = () => limits.measureMs - MARGIN_MS - (performance.now() - began);
  let asksLeft = TURNS * ready.length;
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { name, calibrator, selfTestError } of ready) {
      const budgetMs = Math.min(limits.eachMs / TURNS, leftMs() / asksLeft--);
      const before = outcomes.get(name);
      if (before !== undefined && before.kind !== 'measured') continue;
      try {
        if (budgetMs <= 0) throw new CandidateLate('no time is left');
        // One that takes more than its share takes it from those that follow.
        const { imagesPerSecond: pace } = await calibrator.ask({ kind: 'measure', budgetMs }, leftMs());
        const imagesPerSecond = Math.max(pace, before?.imagesPerSecond ?? 0);
        outcomes.set(name, { kind: 'measured', imagesPerSecond, selfTestError });
      } catch (error) {
        // One that is late was measured before, or not at all.
        if (before === undefined || !(error instanceof CandidateLate))
          outcomes.set(name, toOutcome(error, 'measuring', limits.measureMs));
      }
      signal.throwIfAborted();
    }
  }
}

type Phase = Extract<CandidateOutcome, { kind: 'unfinished' }>['phase'];

function toOutcome(error: unknown, phase: Phase, limitMs: number): CandidateOutcome {
  return error instanceof CandidateLate
    ? { kind: 'unfinished', phase, limitMs }
    : { kind: 'failed', failure: toFailure(error) };
}
