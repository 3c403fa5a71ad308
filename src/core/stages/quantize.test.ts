import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { GRID_SCHEMES } from '../../math/lineargrid.ts';
import { RANGE_RULES } from '../../math/ranges.ts';
import type { RecipeError } from '../../recipe/error.ts';
import { quantize } from '../../techniques/quantize/stage.ts';
import {
  type Grain,
  quantizeValues,
  startSteps,
  toGrouping,
  toStep,
} from '../../techniques/quantize/steps.ts';
import type { QuantizerSnapshot } from '../../techniques/quantize/transform.ts';
import { toEffectiveValues } from '../../techniques/transforms.ts';
import { drawValues, kernelInfo } from '../../testing/kernels.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';
import { createQuantizer } from '../transforms/quantizer.ts';
import { quantizeNetwork } from './quantize.ts';

beforeAll(startBackends);

const grain = (per: Grain['per']): Grain => ({ per, groupSize: 7 });
/** Signed grids of so many bits with these steps. */
const quantizeBy = (
  values: Float32Array,
  steps: readonly number[],
  bits: number,
  per: Grain['per'],
  units: number,
) =>
  quantizeValues(
    values,
    steps.map((scale) => ({ scale, zeroPoint: 2 ** (bits - 1), least: 0, most: 2 ** bits - 1 })),
    toGrouping(grain(per), { shape: [values.length], units }),
  );
const learnt = (bits: number, per: Grain['per'] = 'tensor'): QuantizerSnapshot => ({
  ...grain(per),
  kind: 'quantizer',
  tensor: 'w',
  bits,
  scheme: 'symmetric',
  learns: true,
});
const toStage = (options: Partial<v.InferInput<typeof quantize.schema>>) =>
  v.parse(quantize.schema, { kind: 'quantize', bits: 3, ...options });
const kernelOf = (network: Network) => network.tensors.find(({ name }) => name === 'fc1/kernel')!;

describe('the grid by hand', () => {
  it('has four values at two bits: a step of 0.5 gives -1, -0.5, 0 and 0.5, ties to the even one', () => {
    const values = Float32Array.of(-7, -0.8, -0.75, -0.25, -0.2, 0.25, 0.3, 0.74, 9);
    expect([...quantizeBy(values, [0.5], 2, 'tensor', 1)]).toEqual([-1, -1, -1, 0, 0, 0, 0.5, 0.5, 0.5]);
  });

  it('begins with 2 <|v|> / sqrt(Qp), of survivors alone, by unit where it is asked to', () => {
    // Qp = 7 at four bits; two units, one of them without any survivor.
    const values = Float32Array.of(1, 0, -3, 0, 0, 0);
    const grouping = (per: Grain['per']) => toGrouping(grain(per), { shape: [6], units: 2 });
    expect(startSteps(values, grouping('tensor'), 4)[0]).toBe(Math.fround(4 / Math.sqrt(7)));
    expect([...startSteps(values, grouping('channel'), 4)]).toEqual([Math.fround(4 / Math.sqrt(7)), 1]);
  });
});

describe.each(['wasm', 'cpu'])('the quantizer on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    return async () => void (await tf.setBackend('wasm'));
  });

  it.each(['tensor', 'channel'] as const)('gives the values of the plain reference, one step a %s', (per) => {
    const shape = [3, 3, 5, 4];
    const values = drawValues('values', 180);
    values[7] = 0.3 * 2.5;
    const steps = per === 'tensor' ? Float32Array.of(0.3) : Float32Array.of(0.3, 0.07, 0.2, -1);
    const transform = createQuantizer(learnt(3, per), kernelInfo(shape));
    const result = tf.tidy(() =>
      transform.apply(tf.tensor(values, shape), () => tf.tensor1d(steps)).dataSync<'float32'>(),
    );
    expect(Float32Array.from(result, (value) => value + 0)).toEqual(
      quantizeBy(values, [...steps].map(toStep), 3, per, 4),
    );
  });

  it('pulls at the step as equation 3 says, scaled by 1 / sqrt(N Qp), and passes what is inside', () => {
    // Two bits, step 1: -3 and 5 lie outside, 0.3 and -1.4 inside; 1 lies on the end of the range.
    const values = tf.tensor1d([-3, 0.3, -1.4, 5, 1]);
    const gradient = tf.tensor1d([1, 10, 100, 1000, 10_000]);
    const transform = createQuantizer(learnt(2), { ...kernelInfo([5]), units: 1 });
    const { input, parameters } = transform.pullBack(gradient, values, () => tf.tensor1d([1]));
    expect([...input.dataSync()]).toEqual([0, 10, 100, 0, 0]);
    const slopes = [-2, 0 - 0.3, -1 + 1.4, 1, 1];
    const sum = slopes.reduce((total, slope, index) => total + slope * 10 ** index, 0);
    expect(parameters!.get('w/step')!.dataSync()[0]).toBeCloseTo(sum / Math.sqrt(5), 1);
  });
});

describe('a step of a step', () => {
  it('has the slope that finite differences measure where no weight changes its whole number', () => {
    const bits = 3;
    const most = 3;
    const values = drawValues('far', 60, 2);
    const upstream = drawValues('upstream', 60);
    const step = 0.21;
    const lossAt = (at: number) => {
      const quantized = quantizeBy(values, [at], bits, 'tensor', 1);
      return quantized.reduce((sum, value, index) => sum + value * upstream[index]!, 0);
    };
    const transform = createQuantizer(learnt(bits), { ...kernelInfo([60]), units: 1 });
    const { parameters } = transform.pullBack(tf.tensor1d(upstream), tf.tensor1d(values), () =>
      tf.tensor1d([step]),
    );
    // Outside the range the slope is the true one; inside it has the straight-through part -v/s besides.
    const inside = values.reduce((sum, value, index) => {
      const ratio = value / step;
      return ratio > -most - 1 && ratio < most ? sum - ratio * upstream[index]! : sum;
    }, 0);
    const measured = (lossAt(step + 1e-5) - lossAt(step - 1e-5)) / 2e-5;
    const scaled = (measured + inside) / Math.sqrt(60 * most);
    expect(parameters!.get('w/step')!.dataSync()[0]).toBeCloseTo(scaled, 2);
  });
});

describe('a quantize stage', () => {
  const stage = { kind: 'quantize', bits: 3, per: 'channel' } as const;

  it('puts kernels on grids, whose page twin agrees to the bit, and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    const kernel = kernelOf(network);
    const kept = Uint8Array.from({ length: 256 }, (_, index) => (index % 3 === 0 ? 0 : 1));
    network.addTransform(kernel.name, createMask(kernel.name, kernel.shape, kept));
    await quantizeNetwork(network, toStage({ bits: 8 }));
    await quantizeNetwork(network, toStage(stage));
    const effective = await network.readEffective(kernel.name);
    expect(effective.every((value, place) => kept[place] === 1 || value === 0)).toBe(true);
    for (let unit = 0; unit < kernel.units; unit++)
      expect(new Set(effective.filter((_, place) => place % kernel.units === unit)).size).toBeLessThan(9);
    expect(toEffectiveValues(await network.toSnapshot(), kernel.name)).toEqual(effective);
    expect(await network.readEffective('fc1/bias')).toEqual(await network.readLatent('fc1/bias'));
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('trains, pauses, resumes and shares work to the same bits, steps included', async () => {
    const recipe = tinyRecipe([
      { kind: 'prune', sparsity: 0.5 },
      stage,
      tinyTrain({ batchSize: 80 }),
      { kind: 'quantize', bits: { fc: 2 }, except: ['fc2'] },
      tinyTrain({ epochs: 1, batchSize: 80, optimizer: { kind: 'adam', learningRate: 0.01 } }),
    ]);
    const snapshots = await expectSameBits(recipe);
    const stepsOf = (at: number) =>
      snapshots.at(at)!.model.tensors.find(({ name }) => name === 'conv2/kernel/step')!.values;
    const quantized = snapshots.findIndex(({ position }) => position.stage === 2);
    expect(stepsOf(-1)).toHaveLength(4);
    expect(stepsOf(-1)).not.toEqual(stepsOf(quantized));
    const fc1 = snapshots.at(-1)!.model.tensors.find(({ name }) => name === 'fc1/kernel/step')!;
    expect(fc1.values).toHaveLength(1);
  });

  it('comes back from its file: whole numbers and steps, fewer bytes', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    const whole = encodeModel(await network.toEffectiveSnapshot()).bytes.length;
    await quantizeNetwork(network, toStage(stage));
    const model = await network.toEffectiveSnapshot();
    const { bytes, tensors } = encodeModel(model);
    expect(tensors.find(({ name }) => name === 'fc1/kernel')!.encoding).toBe('integers');
    expect(bytes.length).toBeLessThan(whole / 2);
    const read = decodeModel(bytes);
    expect(read.tensors.map(({ values }) => values)).toEqual(model.tensors.map(({ values }) => values));
    const again = Network.fromSnapshot({ ...read, transforms: [] });
    expect(encodeModel(await again.toEffectiveSnapshot()).bytes).toEqual(bytes);
    network.dispose();
    again.dispose();
  });

  it('names layers that there are, bits that its rule takes, and no biases', () => {
    const refuse = (options: object) => {
      try {
        tinyRecipe([{ ...stage, ...options }]);
      } catch (error) {
        return (error as RecipeError).message;
      }
      return 'taken';
    };
    expect(refuse({ bits: { conv9: 4 } })).toContain('conv9');
    expect(refuse({ bits: 17 })).toContain('from 2 to 16');
    expect(refuse({ bits: 9, steps: 'extent' })).toBe('taken');
    expect(refuse({ per: 'group' })).toContain('cannot be group where');
    expect(refuse({ scheme: 'asymmetric' })).toContain('must be symmetric where');
    expect(refuse({ steps: 'radix', scheme: 'asymmetric' })).toContain('must be symmetric in fixed point');
    expect(refuse({ steps: 'follow', scheme: 'asymmetric' })).toContain('cannot be asymmetric where');
    expect(refuse({ per: 'folded', steps: 'extent' })).toContain('can be folded only where');
    expect(refuse({ bits: { bias: 4 } })).toContain('biases stay as they are');
    expect(refuse({ bits: { conv: 4, fc1: 2 } })).toBe('taken');
  });

  it.each(RANGE_RULES)('takes steps from the weights, by %s, which then stay', async (steps) => {
    const recipe = tinyRecipe([
      { ...stage, steps, scheme: 'asymmetric' },
      tinyTrain({ epochs: 1, batchSize: 80 }),
    ]);
    const snapshots = await expectSameBits(recipe);
    const valuesOf = (at: number, name: string) =>
      snapshots.at(at)!.model.tensors.find((each) => each.name === name)!.values;
    const first = snapshots.findIndex(({ position }) => position.stage === 1);
    for (const name of ['fc1/kernel/step', 'fc1/kernel/zeroPoint'])
      expect(valuesOf(-1, name)).toEqual(valuesOf(first, name));
    expect(valuesOf(-1, 'fc1/kernel')).not.toEqual(valuesOf(first, 'fc1/kernel'));
  });

  it.each(GRID_SCHEMES)('gives groups of weights grids of their own, %s, and their files', async (scheme) => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    await quantizeNetwork(network, toStage({ bits: 4, per: 'group', groupSize: 7, scheme, steps: 'extent' }));
    const model = await network.toEffectiveSnapshot();
    const kernel = model.tensors.find(({ name }) => name === 'fc1/kernel')!;
    expect(toEffectiveValues(await network.toSnapshot(), kernel.name)).toEqual(kernel.values);
    const latent = await network.readLatent(kernel.name);
    const grid = model.grids!.find(({ tensor }) => tensor === kernel.name)!;
    expect(grid.scales).toHaveLength(Math.ceil(256 / 7));
    kernel.values.forEach((value, place) => {
      const half = 0.5001 * grid.scales[Math.floor(place / 7)]!;
      expect(Math.abs(value - latent[place]!)).toBeLessThanOrEqual(half);
    });
    const { bytes } = encodeModel(model);
    expect(decodeModel(bytes).tensors.find(({ name }) => name === kernel.name)!.values).toEqual(
      kernel.values,
    );
    network.dispose();
  });

  it('is nearer with more bits, and with more grids', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    const latent = await network.readLatent('fc1/kernel');
    const errorOf = async (options: Parameters<typeof toStage>[0]) => {
      await quantizeNetwork(network, toStage({ steps: 'extent', scheme: 'restricted', ...options }));
      const placed = await network.readEffective('fc1/kernel');
      return latent.reduce((sum, value, place) => sum + (value - placed[place]!) ** 2, 0);
    };
    const [two, four, sixteen] = [
      await errorOf({ bits: 2 }),
      await errorOf({ bits: 4 }),
      await errorOf({ bits: 16 }),
    ];
    expect(two).toBeGreaterThan(four);
    expect(four).toBeGreaterThan(1e4 * sixteen);
    expect(await errorOf({ bits: 4, per: 'group', groupSize: 4 })).toBeLessThan(four);
    network.dispose();
  });

  it('names the layer whose weights have no range', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    network.setValues('fc1/kernel', new Float32Array(256).fill(Number.NaN));
    await expect(quantizeNetwork(network, toStage({ steps: 'extent' }))).rejects.toThrow(/fc1.*finite/);
    network.dispose();
  });
});
