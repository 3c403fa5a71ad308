import { beforeAll, describe, expect, it } from 'vitest';
import { openPacked } from '../../data/examples.ts';
import { createStream } from '../../math/random.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import { DATASETS } from '../../spec/datasets.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import type { RunEnvironment } from './environment.ts';
import { Teacher } from './teacher.ts';

beforeAll(startBackends);

const RECIPE = parseRecipe({
  version: 1,
  seed: 1,
  dataset: { name: 'mnist' },
  model: { name: 'lenet-300-100' },
  start: { kind: 'checkpoint' },
  stages: [{ kind: 'prune', sparsity: 0.5 }],
});

function createExamples() {
  const pixels = new Float32Array(2 * 784);
  createStream(4, 'pixels').fillUniform(pixels, 0, 255);
  return openPacked(DATASETS.mnist, Uint8Array.from(pixels), Uint8Array.of(0, 1));
}

describe('Teacher', () => {
  it('is asked once for each temperature, and its answers serve stages with any share', async () => {
    let asked = 0;
    const loadCheckpoint = async () => {
      asked += 1;
      return initializeModel(MODEL_ZOO['lenet-300-100'], 5);
    };
    const environment = { loadCheckpoint } as unknown as RunEnvironment;
    const told: number[] = [];
    const teacher = new Teacher(RECIPE, environment, ({ answered }) => void told.push(answered));
    const examples = createExamples();
    const yieldThread = async () => {};
    const first = await teacher.teach({ temperature: 2, share: 0.5 }, examples, yieldThread);
    const again = await teacher.teach({ temperature: 2, share: 0.7 }, examples, yieldThread);
    expect([asked, told]).toEqual([1, [2]]);
    expect(again).toEqual({ ...first, share: 0.7 });

    const softer = await teacher.teach({ temperature: 4, share: 0.5 }, examples, yieldThread);
    expect(asked).toBe(2);
    expect(softer.probabilities).not.toEqual(first.probabilities);
  });

  it('asks again after it was stopped before its end', async () => {
    let asked = 0;
    const loadCheckpoint = async () => {
      asked += 1;
      return initializeModel(MODEL_ZOO['lenet-300-100'], 5);
    };
    const teacher = new Teacher(RECIPE, { loadCheckpoint } as unknown as RunEnvironment, () => {});
    const distillation = { temperature: 2, share: 0.5 };
    const stop = async () => {
      throw new Error('stopped');
    };
    await expect(teacher.teach(distillation, createExamples(), stop)).rejects.toThrow('stopped');
    await expect(teacher.teach(distillation, createExamples(), async () => {})).resolves.toBeDefined();
    expect(asked).toBe(2);
  });
});
