/**
 * How long a run has been going, over pauses, waits, lost engines and reloads: time counts while it is
 * running.
 */
export class RunClock {
  #before = 0;
  #since: number | null = null;

  get elapsedMs(): number {
    return this.#before + (this.#since === null ? 0 : performance.now() - this.#since);
  }

  /** Starts or stops; without effect where it goes or stands already. */
  follow(isRunning: boolean): void {
    if (isRunning) this.#since ??= performance.now();
    else {
      this.#before = this.elapsedMs;
      this.#since = null;
    }
  }

  /** Stands, with so much time on it. */
  set(elapsedMs: number): void {
    this.#before = elapsedMs;
    this.#since = null;
  }
}
