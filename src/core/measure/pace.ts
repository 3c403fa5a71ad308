/**
 * How long a quick thing takes. A browser's clock ticks every 0.1 ms or even less often (clock.ts), and a
 * small layer is done sooner than that. So a sample is the mean over as many calls in a row as the clock can
 * tell. Things that are compared take turns, so that what else the machine does meets all of them.
 */
import { type Clock, getDeviceClock, toSpanMs } from './clock.ts';

/** Of so many samples the shortest counts: whatever else the machine does only ever adds. */
const SAMPLES = 3;
/**
 * More are taken, up to this many, while the two shortest are further apart than the noise that is allowed.
 */
const MOST_SAMPLES = 8;
const MOST_NOISE = 0.15;

export interface Pace {
  /** Milliseconds of one call. */
  readonly ms: number;
  /** How many in a row take as long as was asked. */
  readonly calls: number;
  /** How much longer the second shortest sample was, as a fraction of the shortest. */
  readonly noise: number;
}

/** The pace of each of several things, sampled in turn; the first calls warm up. */
export function findPaces(
  runs: readonly (() => void)[],
  atLeastMs: number,
  clock: Clock = getDeviceClock(),
): Pace[] {
  const calls = runs.map((run) => countCalls(run, atLeastMs, clock));
  const samples: number[][] = runs.map(() => []);
  const noises = () => samples.map(toNoise);
  for (
    let round = 0;
    round < SAMPLES || (round < MOST_SAMPLES && Math.max(...noises()) > MOST_NOISE);
    round++
  ) {
    for (const [i, run] of runs.entries()) samples[i]!.push(timeCalls(run, calls[i]!, clock));
  }
  return runs.map((_, i) => ({
    ms: Math.min(...samples[i]!),
    calls: calls[i]!,
    noise: toNoise(samples[i]!),
  }));
}

function toNoise(samples: readonly number[]): number {
  const [first = 0, second = Number.POSITIVE_INFINITY] = [...samples].sort((a, b) => a - b);
  return second / first - 1;
}

/** How many calls in a row take at least `atLeastMs`, and as long as the clock needs to tell. */
export function countCalls(run: () => void, atLeastMs: number, clock: Clock = getDeviceClock()): number {
  const spanMs = toSpanMs(clock, atLeastMs);
  run();
  let calls = 1;
  // What holds a call up once does not hold up all: too few calls would be one slice of a busy machine.
  const areEnough = () => {
    for (let tries = 0; tries < SAMPLES; tries++)
      if (timeCalls(run, calls, clock) * calls < spanMs) return false;
    return true;
  };
  while (!areEnough()) calls *= 2;
  return calls;
}

/** Milliseconds of one call, over so many in a row. */
export function timeCalls(run: () => void, calls: number, clock: Clock = getDeviceClock()): number {
  const start = clock.now();
  for (let call = 0; call < calls; call++) run();
  return (clock.now() - start) / calls;
}
