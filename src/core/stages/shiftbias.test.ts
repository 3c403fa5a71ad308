import { beforeAll, describe, expect, it } from 'vitest';
import { openPacked } from '../../data/examples.ts';
import { createStream } from '../../math/random.ts';
import { DATASETS } from '../../spec/datasets.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { evaluate } from '../measure/evaluate.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { shiftBiasOf } from './shiftbias.ts';

beforeAll(startBackends);

const HELD = { dataset: { name: 'mnist', validationExamples: 40 } } as const;

/** Noise, and labels that have nothing to do with it. */
function createContext(images: number) {
  const stream = createStream(3, 'images');
  const pixels = Uint8Array.from({ length: images * 784 }, () => stream.nextBelow(256));
  const labels = Uint8Array.from({ length: images }, () => stream.nextBelow(10));
  const validation = openPacked(DATASETS.mnist, pixels, labels);
  const train = openPacked(DATASETS.mnist, pixels, labels);
  return { splits: { train, validation, test: validation }, yieldThread: () => Promise.resolve() };
}

const shift = (options: Omit<StageOf<'shiftBias'>, 'kind'>): StageOf<'shiftBias'> => ({
  kind: 'shiftBias',
  ...options,
});

describe('shifted biases', () => {
  it('are those of the classes, by the number that is given', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 3));
    const before = await network.readLatent('fc2/bias');
    await shiftBiasOf(network, shift({ classes: [3, 7], by: 3.5 }), createContext(1));
    const after = await network.readLatent('fc2/bias');
    expect([...after].map((each, at) => each - before[at]!)).toEqual([0, 0, 0, 3.5, 0, 0, 0, 3.5, 0, 0]);
    network.dispose();
  });

  it('by validation images leave fewer of them wrong than any of a row of shifts', async () => {
    const context = createContext(60);
    const countWrong = async (by?: number) => {
      const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 3));
      await shiftBiasOf(network, shift({ classes: [3, 7], ...(by !== undefined && { by }) }), context);
      const { wrong } = await evaluate(network, context.splits.validation, { split: 'validation' });
      network.dispose();
      return wrong;
    };
    const own = await countWrong();
    for (const by of [-2, -1, -0.5, -0.2, -0.1, 0, 0.1, 0.2, 0.5, 1, 2])
      expect(own).toBeLessThanOrEqual(await countWrong(by));
  });

  it('after images without a class, pause, resume and share work to the same bits', async () => {
    await expectSameBits(
      tinyRecipe(
        [
          tinyTrain({ epochs: 1, batchSize: 80 }),
          { kind: 'shiftBias', classes: [3] },
          tinyTrain({ epochs: 1, batchSize: 80 }),
        ],
        { dataset: { ...HELD.dataset, leaveOut: [3, 5] } },
      ),
    );
  });

  it('are refused where they share values', async () => {
    const { events, done } = startTinyRun(
      tinyRecipe([
        { kind: 'cluster', bits: { fc2: 3, bias: 2 } },
        { kind: 'shiftBias', classes: [3], by: 1 },
      ]),
    );
    await done;
    expect(findEvent(events, 'runFailed').message).toContain(
      'the biases of fc2 share values or sit on a grid: shift them before',
    );
  });

  it.each([
    [{ classes: [] }, HELD, 'must be a list of at least one class, each once, got []'],
    [{ classes: [3, 3] }, HELD, 'must be a list of at least one class, each once, got [3,3]'],
    [{ classes: [10] }, HELD, 'must be classes from 0 to 9, got 10'],
    [{ classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], by: 1 }, {}, 'names every class: at least one must stay'],
    [{ classes: [3] }, {}, 'chooses by validation images: dataset.validationExamples must be above 0'],
    [
      { classes: [3], by: 1 },
      {
        model: {
          spec: {
            ...TINY_SPEC,
            layers: [{ kind: 'flatten' }, { kind: 'dense', name: 'fc', units: 10, bias: false }],
          },
        },
      },
      'needs a bias at the output, but tiny has none',
    ],
  ] as const)('%j are refused with a sentence', (options, change, sentence) => {
    expect(() => tinyRecipe([{ kind: 'shiftBias', ...options } as never], change as never)).toThrow(sentence);
  });
});

describe('classes that are left out', () => {
  it('give no training step, and every test image is still asked', async () => {
    const count = async (leaveOut: Partial<{ leaveOut: number[] }>) => {
      const { events, done } = startTinyRun(
        tinyRecipe([tinyTrain({ epochs: 1 })], { dataset: { name: 'mnist', ...leaveOut } }),
      );
      await done;
      const steps = events.flatMap((each) => (each.kind === 'stepsEnded' ? [...each.losses] : [])).length;
      return { steps, tested: findEvent(events, 'runEnded').ledger.tested };
    };
    expect(await count({})).toEqual({ steps: 5, tested: 40 });
    // About a tenth of 96 images, 20 a step.
    expect(await count({ leaveOut: [0, 1, 2, 3, 4, 5, 6, 7, 8] })).toEqual({ steps: 1, tested: 40 });
  });

  it.each([
    [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 'dataset.leaveOut leaves no class to learn from'],
    [[10], 'dataset.leaveOut must be classes from 0 to 9, got 10'],
    [[], 'dataset.leaveOut'],
  ])('%j is refused with a sentence', (leaveOut, sentence) => {
    expect(() => tinyRecipe([], { dataset: { name: 'mnist', leaveOut } })).toThrow(sentence);
  });
});
