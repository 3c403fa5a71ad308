/**
 * The one place that names the helper's file, so that the bundler finds it; and how the engine learns that a
 * helper is gone.
 */
import type { Helper } from '../core/parallel/pool.ts';
import type { HelperReply } from '../core/parallel/task.ts';
import { toLifeLockName } from '../protocol/limits.ts';

let spawned = 0;

/** Starts a helper inside the engine's worker. It ends with the engine. */
export function spawnHelper(): Helper {
  const name = `${self.name}-helper-${++spawned}`;
  return toHelper(new Worker(new URL('./helper.worker.ts', import.meta.url), { type: 'module', name }), name);
}

/** A worker as a helper. `name` is its global name, by which it holds its lock. */
export function toHelper(worker: Worker, name: string): Helper {
  const watch = new AbortController();
  let tell: (reason: string) => void = () => undefined;
  const die = (reason: string) => {
    watch.abort();
    tell(reason);
    tell = () => undefined;
  };
  worker.addEventListener('error', ({ message }) => die(message || 'its script failed'));
  worker.addEventListener('message', ({ data }: MessageEvent<HelperReply>) => {
    if (data.kind !== 'started' || navigator.locks === undefined) return;
    // The helper holds this lock while it lives: being granted it means that the helper is gone.
    const options = { signal: watch.signal };
    navigator.locks
      .request(toLifeLockName(name), options, () => die('its thread ended'))
      .catch((error: unknown) => {
        if (!watch.signal.aborted) throw error;
      });
  });
  return {
    post: (request, transfers) => worker.postMessage(request, transfers),
    onReply: (listener) =>
      worker.addEventListener('message', ({ data }: MessageEvent<HelperReply>) => listener(data)),
    onDeath: (listener) => {
      tell = listener;
    },
    terminate: () => {
      watch.abort();
      worker.terminate();
    },
  };
}
