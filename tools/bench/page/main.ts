/**
 * The bench's page: it holds the workers, passes commands on to them and gives up on those that take too
 * long.
 */
import type { BenchPage, PageWorkerKind, Reply } from '../messages.ts';

const CREATE: Readonly<Record<PageWorkerKind, () => Worker>> = {
  ours: () => new Worker(new URL('../workers/ours.ts', import.meta.url), { type: 'module' }),
  tfjs: () => new Worker(new URL('../workers/tfjs.ts', import.meta.url), { type: 'module' }),
  onnx: () => new Worker(new URL('../workers/onnx.ts', import.meta.url), { type: 'module' }),
};

const workers = new Map<string, Worker>();

function close(key: string): void {
  workers.get(key)?.terminate();
  workers.delete(key);
}

const bench: BenchPage = {
  open(key, kind) {
    if (!workers.has(key)) workers.set(key, CREATE[kind]());
  },
  ask(key, command, timeoutMs) {
    const worker = workers.get(key);
    if (worker === undefined) return Promise.reject(new Error(`there is no worker ${key}`));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        close(key);
        reject(new Error(`took longer than ${timeoutMs / 1000} s`));
      }, timeoutMs);
      worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        clearTimeout(timer);
        if ('message' in data) reject(new Error(data.message));
        else resolve(data.value);
      };
      worker.onerror = (event) => {
        clearTimeout(timer);
        close(key);
        reject(new Error(event.message || 'the worker did not start'));
      };
      worker.postMessage(command);
    });
  },
  close,
};

Object.assign(window, { bench });
