/**
 * A helper's thread: tasks come in, the core performs them, answers go out. It keeps nothing between two tasks. A Web Lock held for
 * life says that it exists; the lock is there before `started` is sent.
 */
import { startHelper } from '../core/parallel/helper.ts';
import type { HelperReply, HelperRequest } from '../core/parallel/task.ts';
import { toLifeLockName } from '../protocol/limits.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

const lock = new Promise<void>((resolve) => {
  if (navigator.locks === undefined) return resolve();
  void navigator.locks.request(toLifeLockName(scope.name), () => {
    resolve();
    return new Promise<never>(() => undefined);
  });
});

const receive = startHelper(
  (reply: HelperReply, buffers: ArrayBuffer[]) => scope.postMessage(reply, buffers),
  lock,
);

scope.onmessage = ({ data }: MessageEvent<HelperRequest>) => void receive(data);
