/** The one place that names the worker's file, so that the bundler finds it. */
import type { LocksLike, WorkerLike } from './connection.ts';

/** Starts the engine's worker, which reads its id from its global `name`. */
export function spawnEngineWorker(workerId: string): WorkerLike {
  return new Worker(new URL('../worker/engine.worker.ts', import.meta.url), {
    type: 'module',
    name: workerId,
  });
}

/** The browser's Web Locks; absent in old browsers and outside secure contexts. */
export function findLocks(): LocksLike | undefined {
  return globalThis.navigator?.locks;
}
