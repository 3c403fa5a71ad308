import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { createStream } from '../../math/random.ts';
import type { RecipeError } from '../../recipe/error.ts';
import { quantizeValues, startSteps, toIntegerRange } from '../../techniques/quantize/steps.ts';
import { toEffectiveValues } from '../../techniques/transforms.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';
import { createQuantizer } from '../transforms/quantizer.ts';
import { quantizeNetwork } from './quantize.ts';

beforeAll(startBackends);

const draw = (name: string, size: number, bound = 1) => {
  const values = new Float32Array(size);
  createStream(3, name).fillUniform(values, -bound, bound);
  return values;
};
const info = (shape: readonly number[]) =>
  ({ name: 'w', layer: 'w', role: 'kernel', shape, units: shape.at(-1)! }) as const;
const kernelOf = (network: Network) => network.tensors.find(({ name }) => name === 'fc1/kernel')!;

describe('the grid by hand', () => {
  it('has four values at two bits: a step of 0.5 gives -1, -0.5, 0 and 0.5, ties to the even one', () => {
    const values = Float32Array.of(-7, -0.8, -0.75, -0.25, -0.2, 0.25, 0.3, 0.74, 9);
    expect([...quantizeValues(values, Float32Array.of(0.5), 2)]).toEqual([
      -1, -1, -1, 0, 0, 0, 0.5, 0.5, 0.5,
    ]);
  });

  it('begins with 2 <|v|> / sqrt(Qp), of survivors alone, by unit where it is asked to', () => {
    // Qp = 7 at four bits; two units, one of them without any survivor.
    const values = Float32Array.of(1, 0, -3, 0, 0, 0);
    expect(startSteps(values, 1, 4)[0]).toBe(Math.fround(4 / Math.sqrt(7)));
    expect([...startSteps(values, 2, 4)]).toEqual([Math.fround(4 / Math.sqrt(7)), 1]);
  });
});

describe.each(['wasm', 'cpu'])('the quantizer on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    return async () => void (await tf.setBackend('wasm'));
  });

  it.each(['tensor', 'channel'] as const)('gives the values of the plain reference, one step a %s', (per) => {
    const shape = [3, 3, 5, 4];
    const values = draw('values', 180);
    values[7] = 0.3 * 2.5;
    const steps = per === 'tensor' ? Float32Array.of(0.3) : Float32Array.of(0.3, 0.07, 0.2, -1);
    const transform = createQuantizer({ kind: 'quantizer', tensor: 'w', bits: 3, per }, info(shape));
    const result = tf.tidy(() =>
      transform.apply(tf.tensor(values, shape), () => tf.tensor1d(steps)).dataSync<'float32'>(),
    );
    expect(Float32Array.from(result, (value) => value + 0)).toEqual(quantizeValues(values, steps, 3));
  });

  it('pulls at the step as equation 3 says, scaled by 1 / sqrt(N Qp), and passes what is inside', () => {
    // Two bits, step 1: -3 and 5 lie outside, 0.3 and -1.4 inside; 1 lies on the end of the range.
    const values = tf.tensor1d([-3, 0.3, -1.4, 5, 1]);
    const gradient = tf.tensor1d([1, 10, 100, 1000, 10_000]);
    const transform = createQuantizer(
      { kind: 'quantizer', tensor: 'w', bits: 2, per: 'tensor' },
      { ...info([5]), units: 1 },
    );
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
    const { most } = toIntegerRange(bits);
    const values = draw('far', 60, 2);
    const upstream = draw('upstream', 60);
    const step = 0.21;
    const lossAt = (at: number) => {
      const quantized = quantizeValues(values, Float32Array.of(at), bits);
      return quantized.reduce((sum, value, index) => sum + value * upstream[index]!, 0);
    };
    const transform = createQuantizer(
      { kind: 'quantizer', tensor: 'w', bits, per: 'tensor' },
      { ...info([60]), units: 1 },
    );
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
    await quantizeNetwork(network, { kind: 'quantize', bits: 8, per: 'tensor' });
    await quantizeNetwork(network, stage);
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
    await quantizeNetwork(network, stage);
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

  it('names layers that there are, bits from 2 to 8, and no biases', () => {
    const refuse = (options: object) => {
      try {
        tinyRecipe([{ ...stage, ...options }]);
      } catch (error) {
        return (error as RecipeError).message;
      }
      return 'taken';
    };
    expect(refuse({ bits: { conv9: 4 } })).toContain('conv9');
    expect(refuse({ bits: 9 })).toContain('from 2 to 8');
    expect(refuse({ bits: { bias: 4 } })).toContain('biases stay as they are');
    expect(refuse({ bits: { conv: 4, fc1: 2 } })).toBe('taken');
  });
});
