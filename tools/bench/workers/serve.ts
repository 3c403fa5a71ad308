/**
 * Answers for a worker of the bench, one command at a time: prepared tasks are kept by id, run for a while
 * when asked, and let go.
 */
import type { DeviceRoofs } from '../../../src/core/measure/roofs.ts';
import type { Running } from '../engines/task.ts';
import type { Answers, Command, Reply, Task } from '../messages.ts';

/** The part of a worker's global scope that is used here; these files are compiled with the page's types. */
interface Scope {
  onmessage: ((event: MessageEvent<Command>) => void) | null;
  postMessage(message: Reply): void;
}

/** Of steps between two looks at the clock, which take as long as a small layer. */
const CHUNK_MS = 0.5;

/** Answers commands from now on. */
export function serve(
  prepare: (task: Task) => Promise<Running>,
  measures: { readonly roof?: () => Promise<number>; readonly roofs?: () => Promise<DeviceRoofs> } = {},
): void {
  const scope = self as unknown as Scope;
  const kept = new Map<string, Running>();

  const answer = async (command: Command): Promise<Answers[keyof Answers]> => {
    switch (command.kind) {
      case 'prepare': {
        const running = await prepare(command.task);
        kept.set(command.id, running);
        const { device, sample, expected } = running;
        return { device, ...(sample && { sample }), ...(expected && { expected }) };
      }
      case 'run': {
        const task = kept.get(command.id);
        if (task === undefined) throw new Error(`nothing is prepared as ${command.id}`);
        if (command.isCold) await task.step();
        const start = performance.now();
        let [steps, many, now] = [0, 1, start];
        let loss: number | undefined;
        do {
          for (let i = 0; i < many; i++) {
            const result = task.step();
            if (result !== undefined) loss = await result;
          }
          steps += many;
          const before = now;
          now = performance.now();
          if (now - before < CHUNK_MS) many *= 2;
        } while (now - start < command.minimumMs);
        const timing = { images: steps * task.images, elapsedMs: now - start };
        return loss === undefined ? timing : { ...timing, loss };
      }
      case 'release':
        kept.get(command.id)?.dispose();
        kept.delete(command.id);
        return null;
      case 'roof':
      case 'roofs': {
        const measure = measures[command.kind];
        if (measure === undefined) throw new Error('this worker cannot measure roofs');
        return measure();
      }
    }
  };

  scope.onmessage = ({ data }) => {
    answer(data).then(
      (value) => scope.postMessage({ value }),
      (error: unknown) =>
        scope.postMessage({ message: error instanceof Error ? error.message : String(error) }),
    );
  };
}

/** Runs `start` once, however often it is asked for. */
export function once<T>(start: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => {
    begun ??= start();
    return begun;
  };
}
