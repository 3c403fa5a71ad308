/** Tells when it is pointless to start the engine again: when it keeps dying at the same place. */

const SHORT_MS = 60_000;
const SHORT_LIMIT = 3;
const LONG_LIMIT = 5;

/**
 * Remembers where and when workers died. A place is a text such as `starting`, `idle`, or `run 4, stage 1,
 * epoch 2`.
 */
export class DeathRecord {
  readonly #deaths: { place: string; at: number }[] = [];

  /**
   * Adds a death; true when it is one too many: the third within a minute, or the fifth ever, at one place.
   */
  add(place: string, at: number): boolean {
    this.#deaths.push({ place, at });
    const here = this.#deaths.filter((death) => death.place === place);
    const recent = here.filter((death) => at - death.at <= SHORT_MS);
    return recent.length >= SHORT_LIMIT || (place !== 'idle' && here.length >= LONG_LIMIT);
  }

  clear(): void {
    this.#deaths.length = 0;
  }
}
