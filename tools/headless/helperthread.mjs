/** The thread of a helper in Node: the same tasks as in the browser's, over a worker thread's port. */
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { startHelper } = await import('../../src/core/parallel/helper.ts');
const { startBackend } = await import('../../src/core/engine/backend.ts');
const receive = startHelper(
  (reply, buffers) => parentPort?.postMessage(reply, buffers),
  (wasmPath) => startBackend('wasm', wasmPath),
);
parentPort?.on('message', (request) => void receive(request));
