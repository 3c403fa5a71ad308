/** The thread of a helper in Node: the same tasks as in the browser's, over a worker thread's port. */
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { startHelper } = await import('../../src/core/parallel/helper.ts');
const receive = startHelper((reply, buffers) => parentPort?.postMessage(reply, buffers));
parentPort?.on('message', (request) => void receive(request));
