/**
 * A clock that knows how often it ticks. Browsers round theirs, to 5 microseconds or to 100 where pages are
 * not isolated, and hardened ones to 1, 2 or 100 milliseconds. A time is told apart from nothing when it
 * spans many ticks: so callers batch until it does, or say that this clock cannot tell.
 */

export interface Clock {
  now(): number;
  /** Milliseconds between two readings that differ, as far as was seen. */
  readonly tickMs: number;
}

/** So many ticks are at most a tenth off. */
const TICKS = 10;
/** Ticks that are waited for to see how long one is. */
const WATCHED = 3;

/**
 * @returns the shortest span, in milliseconds, that the clock tells to a tenth and that is at least
 *   `atLeastMs`
 */
export function toSpanMs(clock: Clock, atLeastMs: number): number {
  return Math.max(atLeastMs, TICKS * clock.tickMs);
}

/**
 * Watches a clock tick; takes as long as four ticks. The median, since a thread may be held up while it
 * watches.
 */
export function watchClock(now: () => number): Clock {
  const ticks: number[] = [];
  let last = waitForTick(now, now());
  while (ticks.length < WATCHED) {
    const next = waitForTick(now, last);
    ticks.push(next - last);
    last = next;
  }
  return { now, tickMs: ticks.sort((a, b) => a - b)[WATCHED >> 1]! };
}

function waitForTick(now: () => number, from: number): number {
  for (;;) {
    const time = now();
    if (time > from) return time;
  }
}

let device: Clock | undefined;

/** This thread's clock. The first call watches it tick. */
export function getDeviceClock(): Clock {
  device ??= watchClock(() => performance.now());
  return device;
}
