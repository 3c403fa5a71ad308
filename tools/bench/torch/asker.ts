/**
 * PyTorch among the engines that train, where `python3` has it: a process that speaks lines of JSON
 * (train.py), on one thread, with the same weights and images as all others. Where there is none, its row
 * says so. Everything else is asked of the page.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { toPath } from '../../house/paths.mjs';
import { drawModel } from '../engines/model.ts';
import { drawTrainingImages } from '../engines/task.ts';
import type { Asker } from '../measure.ts';
import type { Answers, Command, Reply, Task } from '../messages.ts';

const PROGRAM = ['python3', toPath('tools/bench/torch/train.py')] as const;
const LEARNING_RATE = 0.001;

/** An asker that knows one kind of worker more. @param program its name and arguments */
export function withTorch(page: Asker, program: readonly [string, ...string[]] = PROGRAM): Asker {
  const processes = new Map<string, TorchProcess>();
  return {
    open: async (key, kind) => {
      if (kind !== 'torch') return page.open(key, kind);
      if (!processes.has(key)) processes.set(key, new TorchProcess(program));
    },
    ask: (key, command, timeoutMs) => {
      const torch = processes.get(key);
      return torch === undefined ? page.ask(key, command, timeoutMs) : torch.ask(command, timeoutMs);
    },
    close: async (key) => {
      const torch = processes.get(key);
      if (torch === undefined) return page.close(key);
      processes.delete(key);
      torch.end();
    },
  };
}

class TorchProcess {
  readonly #name: string;
  readonly #process: ChildProcessWithoutNullStreams;
  #settle: ((reply: Reply) => void) | undefined;
  #errors = '';

  constructor([name, ...words]: readonly [string, ...string[]]) {
    this.#name = name;
    this.#process = spawn(name, words);
    createInterface({ input: this.#process.stdout }).on('line', (line) => this.#settle?.(JSON.parse(line)));
    this.#process.stderr.on('data', (text) => {
      this.#errors += text;
    });
    const ended = () => this.#settle?.({ message: this.#explain() });
    // Without a program there is nobody to write to either; `error` says it.
    this.#process.stdin.on('error', ended);
    this.#process.on('error', ended);
    this.#process.on('exit', ended);
  }

  /** One command at a time. */
  async ask<K extends keyof Answers>(
    command: Extract<Command, { kind: K }>,
    timeoutMs: number,
  ): Promise<Answers[K]> {
    const each: Command = command;
    const line = each.kind === 'prepare' ? toPreparation(each.id, each.task) : each;
    const reply = await new Promise<Reply>((settle) => {
      const timer = setTimeout(() => {
        this.end();
        settle({ message: `took longer than ${timeoutMs / 1000} s` });
      }, timeoutMs);
      this.#settle = (each) => {
        clearTimeout(timer);
        settle(each);
      };
      if (this.#process.exitCode !== null) this.#settle({ message: this.#explain() });
      else this.#process.stdin.write(`${JSON.stringify(line)}\n`);
    });
    if ('message' in reply) throw new Error(reply.message);
    return reply.value as Answers[K];
  }

  end(): void {
    this.#process.kill();
  }

  #explain(): string {
    const last = this.#errors.trim().split('\n').at(-1) ?? '';
    return last.includes("No module named 'torch'") || this.#process.pid === undefined
      ? `${this.#name} has no torch here`
      : `${this.#name} ended: ${last}`;
  }
}

function toPreparation(id: string, task: Task) {
  if (task.kind !== 'train') throw new Error('PyTorch is measured in training alone');
  const { net, batch } = task;
  const { values, labels } = drawTrainingImages(net, batch);
  return {
    ...{ kind: 'prepare', id, batch, learningRate: LEARNING_RATE, spec: MODEL_ZOO[net] },
    tensors: drawModel(net).tensors.map(({ name, shape, values: data }) => ({
      ...{ name, shape, data: toBase64(data) },
    })),
    images: toBase64(values),
    labels: toBase64(labels),
  };
}

const toBase64 = ({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): string =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');
