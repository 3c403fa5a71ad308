/** Web Locks for tests, with holders that can be killed. */
import type { LocksLike } from '../client/connection.ts';

export class FakeLocks implements LocksLike {
  readonly #held = new Set<string>();
  readonly #waiting = new Map<string, (() => void)[]>();

  /** Names of the locks that somebody outside the page holds. */
  get held(): readonly string[] {
    return [...this.#held];
  }

  /** Takes a lock for somebody outside the page, until `release`. */
  hold(name: string): void {
    this.#held.add(name);
  }

  /** Gives the lock to whoever waits for it. */
  release(name: string): void {
    this.#held.delete(name);
    const waiting = this.#waiting.get(name) ?? [];
    this.#waiting.delete(name);
    for (const grant of waiting) queueMicrotask(grant);
  }

  request(name: string, options: { signal: AbortSignal }, granted: () => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        if (!options.signal.aborted) resolve(granted());
      };
      options.signal.addEventListener('abort', () => reject(options.signal.reason));
      if (!this.#held.has(name)) queueMicrotask(grant);
      else this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), grant]);
    });
  }
}
