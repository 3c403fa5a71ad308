/** The one place that names the workers' files, so that the bundler finds them. */
import type { LocksLike, WorkerLike } from './connection.ts';

/** Starts the engine's worker, which reads its id from its global `name`. */
export function spawnEngineWorker(workerId: string): WorkerLike {
  return new Worker(new URL('../worker/engine.worker.ts', import.meta.url), {
    type: 'module',
    name: workerId,
  });
}

let calibrators = 0;

/** Starts a worker that opens and times one candidate for the engine. */
export function spawnCalibrator(): WorkerLike {
  return new Worker(new URL('../worker/calibrator.worker.ts', import.meta.url), {
    type: 'module',
    name: `calibrator-${++calibrators}`,
  });
}

let simulators = 0;

/** Starts a worker for the simulated machines. */
export function spawnSimulator(): WorkerLike {
  return new Worker(new URL('../worker/simulator.worker.ts', import.meta.url), {
    type: 'module',
    name: `simulator-${++simulators}`,
  });
}

/** The browser's Web Locks; absent in old browsers and outside secure contexts. */
export function findLocks(): LocksLike | undefined {
  return globalThis.navigator?.locks;
}
