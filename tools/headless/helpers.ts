/** Helpers for runs without a page: Node's worker threads, one processor core each. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Helper, HelperPool } from '../../src/core/parallel/pool.ts';
import type { HelperReply } from '../../src/core/parallel/task.ts';
import { WASM_FOLDER } from './engine.ts';

/**
 * Node tells when a thread has ended, so silence alone means that other programs have the processor: a task
 * that is begun anew would never end on a busy machine.
 */
const SILENCE_MS = 600_000;

export function spawnThread(): Helper {
  const worker = new Worker(new URL('./helperthread.mjs', import.meta.url));
  // A run that is over must not wait for its helpers.
  worker.unref();
  return {
    post: (request, transfers) => worker.postMessage(request, transfers),
    onReply: (listener) => worker.on('message', (reply: HelperReply) => listener(reply)),
    onDeath: (listener) => {
      worker.once('error', (error: Error) => listener(error.message));
      worker.once('exit', (code) => listener(`its thread ended with ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}

/**
 * Helpers for so many workers in all, this thread being one of them; undefined where it works alone.
 * @param workers as many as there are cores where absent
 */
export function createPool(
  workers = availableParallelism(),
  log: (line: string) => void = () => undefined,
): HelperPool | undefined {
  if (workers <= 1) return undefined;
  return new HelperPool(
    spawnThread,
    WASM_FOLDER,
    workers - 1,
    (reason) => log(`a worker was replaced: ${reason}`),
    SILENCE_MS,
  );
}
