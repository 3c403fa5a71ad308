/**
 * How does a helper answer, whatever thread it lives in? It starts its backend once, and performs one task
 * after the other.
 */
import { performTask } from './perform.ts';
import { type HelperReply, type HelperRequest, listBuffers } from './task.ts';

/**
 * @param open starts tfjs's WASM backend with our kernels, and whatever else must be there before the helper
 *   says that it has started
 * @returns takes the requests, in their order
 */
export function startHelper(
  reply: (reply: HelperReply, buffers: ArrayBuffer[]) => void,
  open: (wasmPath: string) => Promise<unknown>,
): (request: HelperRequest) => Promise<void> {
  const send = (message: HelperReply) => reply(message, listBuffers(message));
  let started: Promise<unknown> = Promise.reject(new Error('the helper has not been started'));
  started.catch(() => undefined);
  return async (request) => {
    if (request.kind === 'start') {
      started = open(request.wasmPath);
      try {
        await started;
        send({ kind: 'started' });
      } catch (error) {
        send({ kind: 'failed', message: toSentence(error) });
      }
      return;
    }
    const { taskId, task } = request;
    try {
      await started;
    } catch {
      return; // said when it was started
    }
    try {
      send({ kind: 'performed', taskId, answer: await performTask(task) });
    } catch (error) {
      send({ kind: 'failed', taskId, message: toSentence(error) });
    }
  };
}

function toSentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
