/**
 * How fast does a sweep go? Work that was done over the time in which at least one of its points was worked
 * on, however many were at once; what waits, is paused or gives way takes no time.
 */
export class SweepPace {
  readonly #active = new Set<string>();
  #elapsedMs = 0;
  #since = 0;

  /** A point is being worked on from now on. */
  begin(key: string): void {
    if (this.#active.size === 0) this.#since = performance.now();
    this.#active.add(key);
  }

  /** It no longer is, for whatever reason. */
  end(key: string): void {
    if (this.#active.delete(key) && this.#active.size === 0)
      this.#elapsedMs += performance.now() - this.#since;
  }

  clear(): void {
    this.#active.clear();
    this.#elapsedMs = 0;
  }

  get elapsedMs(): number {
    return this.#elapsedMs + (this.#active.size === 0 ? 0 : performance.now() - this.#since);
  }
}
