/**
 * How does a thread say that it exists? By a Web Lock that it holds for life, which the browser releases
 * however the thread ends.
 */
import { toLifeLockName } from '../protocol/limits.ts';

/** Resolves when the lock is held, or at once where the browser has none. */
export function holdLifeLock(name: string): Promise<void> {
  return new Promise((resolve) => {
    if (navigator.locks === undefined) return resolve();
    void navigator.locks.request(toLifeLockName(name), () => {
      resolve();
      return new Promise<never>(() => undefined);
    });
  });
}
