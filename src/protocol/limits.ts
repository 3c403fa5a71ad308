/** How often, how long, how much: the numbers that worker and page agree on. Times in milliseconds. */
export const LIMITS = {
  /** Least time between two `stepsEnded` events: about 15 a second. */
  reportEveryMs: 66,
  heartBeatMs: 200,
  /**
   * A worker this silent is taken for hung and replaced. One step of the largest net takes under 3 s on a
   * slow core.
   */
  silenceMs: 12_000,
  /** Pending calls of a dead worker reject within this. */
  rejectWithinMs: 1_000,
  restartWithinMs: 2_000,
  /** Largest model file that is read. */
  modelFileBytes: 64 * 1024 * 1024,
  /**
   * Files that a worker keeps taken apart, for the page to read fields of; together of no more bytes than one
   * may have.
   */
  dissectedFiles: 8,
} as const;

/**
 * The Web Lock that a worker holds while it lives; its release tells the page at once that the worker is
 * gone.
 */
export function toLifeLockName(workerId: string): string {
  return `featherweight-worker-${workerId}`;
}
