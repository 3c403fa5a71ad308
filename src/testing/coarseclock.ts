/** A clock that shows whole ticks of a time that passes by being read and spent. */
import type { Clock } from '../core/measure/clock.ts';

/** A reading costs so much. */
const READING_MS = 0.0005;

export function createCoarseClock(tickMs: number): { clock: Clock; spend: (ms: number) => void } {
  let time = 0.3 * tickMs;
  return {
    clock: {
      tickMs,
      now: () => {
        time += READING_MS;
        return Math.floor(time / tickMs) * tickMs;
      },
    },
    spend: (ms) => {
      time += ms;
    },
  };
}
