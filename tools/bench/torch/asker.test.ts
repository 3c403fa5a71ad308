import { describe, expect, it } from 'vitest';
import type { Asker } from '../measure.ts';
import type { Task } from '../messages.ts';
import { withTorch } from './asker.ts';

const task: Task = { kind: 'train', net: 'lenet-300-100', batch: 2, workers: 1, backend: 'cpu' };
const LIMIT_MS = 60_000;

/** A page that knows no worker at all. */
const page: Asker = {
  open: async () => {},
  ask: async () => {
    throw new Error('asked of the page');
  },
  close: async () => {},
};

/** A program that answers as train.py does, on its standard output, and says what it got. */
const ECHO = `
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { kind, tensors, images, labels, spec } = JSON.parse(line);
  const value = kind === 'prepare'
    ? { device: [spec.name, tensors.length, Buffer.from(images, 'base64').length, Buffer.from(labels, 'base64').length].join(' ') }
    : { images: 4, elapsedMs: 2, loss: 1 };
  console.log(JSON.stringify(kind === 'release' ? { message: 'nothing to release' } : { value }));
});`;

describe('PyTorch among the engines', () => {
  it('gets the net, its weights and images, and answers by lines', async () => {
    const asker = withTorch(page, [process.execPath, '-e', ECHO]);
    await asker.open('pytorch', 'torch');
    const { device } = await asker.ask('pytorch', { kind: 'prepare', id: 'a', task }, LIMIT_MS);
    // Three layers with kernel and bias; two images of 784 floats, two labels.
    expect(device).toBe('lenet-300-100 6 6272 8');
    const timing = await asker.ask('pytorch', { kind: 'run', id: 'a', minimumMs: 1 }, LIMIT_MS);
    expect(timing).toEqual({ images: 4, elapsedMs: 2, loss: 1 });
    await expect(asker.ask('pytorch', { kind: 'release', id: 'a' }, LIMIT_MS)).rejects.toThrow(
      'nothing to release',
    );
    await asker.close('pytorch');
    await expect(asker.ask('pytorch', { kind: 'roof' }, LIMIT_MS)).rejects.toThrow('asked of the page');
  });

  it('is left out with a word where there is none', async () => {
    for (const program of [
      ['no-such-program'],
      [
        process.execPath,
        '-e',
        `console.error("ModuleNotFoundError: No module named 'torch'"); process.exit(1)`,
      ],
    ] as [string, ...string[]][]) {
      const asker = withTorch(page, program);
      await asker.open('pytorch', 'torch');
      await expect(asker.ask('pytorch', { kind: 'prepare', id: 'a', task }, LIMIT_MS)).rejects.toThrow(
        `${program[0]} has no torch here`,
      );
    }
  });
});
