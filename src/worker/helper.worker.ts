/**
 * A helper's thread: tasks come in, the core performs them, answers go out. It keeps nothing between two
 * tasks. A Web Lock held for life says that it exists; the lock is there before `started` is sent.
 */
import { startBackend } from '../core/engine/backend.ts';
import { startHelper } from '../core/parallel/helper.ts';
import type { HelperReply, HelperRequest } from '../core/parallel/task.ts';
import { holdLifeLock } from './lifelock.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

const lock = holdLifeLock(scope.name);

const receive = startHelper(
  (reply: HelperReply, buffers: ArrayBuffer[]) => scope.postMessage(reply, buffers),
  (wasmPath) => Promise.all([startBackend('wasm', wasmPath), lock]),
);

scope.onmessage = ({ data }: MessageEvent<HelperRequest>) => void receive(data);
