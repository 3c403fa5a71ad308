/** Helpers that live in the test's own thread: what they are given crosses as a message would. */
import { performTask } from '../core/parallel/perform.ts';
import { HelperPool } from '../core/parallel/pool.ts';
import type { HelperReply, HelperRequest } from '../core/parallel/task.ts';

/** @param onTask is called before each task that a helper performs */
export function createLocalPool(helpers: number, onTask: () => void = () => undefined): HelperPool {
  const spawn = () => {
    let reply: (message: HelperReply) => void = () => undefined;
    return {
      post: (request: HelperRequest) => {
        if (request.kind !== 'perform') return;
        onTask();
        const { taskId } = request;
        performTask(structuredClone(request.task)).then(
          (answer) => reply({ kind: 'performed', taskId, answer }),
          (error) => reply({ kind: 'failed', taskId, message: String(error) }),
        );
      },
      onReply: (listener: typeof reply) => {
        reply = listener;
      },
      onDeath: () => undefined,
      terminate: () => undefined,
    };
  };
  return new HelperPool(spawn, '', helpers, () => undefined);
}
