import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { createStream } from '../../math/random.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { listTensors } from '../../spec/shapes.ts';
import { listLayers } from '../../spec/walk.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { createFakeModel } from '../../testing/fakemodels.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { Network } from '../models/network.ts';
import { freezeNetwork } from '../pass/freeze.ts';
import { thinNetwork } from './thin.ts';

beforeAll(startBackends);

/** A model whose units of these layers are masked: kernels alone, as a prune stage leaves them. */
function emptyUnits(model: ModelSnapshot, units: Readonly<Record<string, readonly number[]>>): ModelSnapshot {
  const transforms = Object.entries(units).map(([layer, gone]) => {
    const { name, values } = model.tensors.find((each) => each.name === `${layer}/kernel`)!;
    const count = listTensors(model.spec).find((each) => each.name === name)!.units;
    const kept = Uint8Array.from(values, (_, place) => (gone.includes(place % count) ? 0 : 1));
    return { kind: 'mask' as const, tensor: name, kept };
  });
  return { ...model, transforms };
}

/** Fake values with variances that are some. */
function createModel(spec: ModelSpec): ModelSnapshot {
  const model = createFakeModel(spec, 4);
  const tensors = model.tensors.map((tensor) =>
    tensor.role === 'movingVariance' || tensor.role === 'scale'
      ? { ...tensor, values: tensor.values.map((value) => value + 0.5) }
      : tensor,
  );
  return { ...model, tensors };
}

function answer(network: Network): Float32Array {
  const { inputShape } = network.spec;
  const pixels = new Float32Array(6 * inputShape[0] * inputShape[1] * inputShape[2]);
  createStream(5, 'pixels').fillUniform(pixels, -1, 1);
  return tf.tidy(() => {
    const frozen = freezeNetwork(network);
    const logits = frozen.forward(tf.tensor4d(pixels, [6, ...inputShape])).dataSync<'float32'>();
    frozen.dispose();
    return Float32Array.from(logits);
  });
}

/** Thins a model, holds its logits to those before, and gives units by layer with the smaller snapshot. */
async function thin(model: ModelSnapshot) {
  const before = Network.fromSnapshot(model);
  const after = await thinNetwork(before);
  const [wanted, logits] = [answer(before), answer(after)];
  const range = Math.max(...wanted) - Math.min(...wanted);
  expect(range).toBeGreaterThan(1e-3);
  for (const [index, value] of wanted.entries())
    expect(Math.abs(logits[index]! - value)).toBeLessThan(2e-5 * range);
  const effective = await after.toEffectiveSnapshot();
  const units = Object.fromEntries(
    after.tensors.flatMap(({ role, layer, units: count }) => (role === 'kernel' ? [[layer, count]] : [])),
  );
  const fileBytes = {
    before: encodeModel(await before.toEffectiveSnapshot()).bytes.length,
    after: encodeModel(effective).bytes.length,
  };
  before.dispose();
  if (after !== before) after.dispose();
  return { units, effective, fileBytes };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('thinNetwork', () => {
  it("answers as before without LeNet-5's empty filters and units, from a smaller file", async () => {
    const model = emptyUnits(createModel(MODEL_ZOO['lenet-5']), {
      conv1: [0, 19],
      conv2: range(7, 30),
      fc1: range(100, 420),
    });
    const { units, effective, fileBytes } = await thin(model);
    expect(units).toEqual({ conv1: 18, conv2: 27, fc1: 180, fc2: 10 });
    expect(effective.spec.name).toBe('lenet-5-thin');
    expect(fileBytes.after).toBeLessThan(0.6 * fileBytes.before);
    const read = decodeModel(encodeModel(effective).bytes);
    expect(read.spec).toEqual(effective.spec);
    expect(read.tensors.map(({ values }) => values)).toEqual(effective.tensors.map(({ values }) => values));
  });

  it('empties ResNet-20 inside its blocks, and through joins only where the whole stream is empty', async () => {
    const stream = ['conv1', ...range(1, 4).map((block) => `stage1-block${block}-conv2`)];
    const model = emptyUnits(createModel(MODEL_ZOO['resnet-20']), {
      ...Object.fromEntries(stream.map((layer) => [layer, [3, 4, 5, 6, 9]])),
      'stage1-block2-conv2': [3, 4, 5, 6],
      'stage2-block1-conv1': range(0, 20),
      'stage3-block3-conv2': range(0, 32),
    });
    const { units } = await thin(model);
    // Unit 9 still gets values in block 2; one of 3 to 6 carries for the others, in every layer of the
    // stream.
    for (const layer of stream) expect(units[layer]).toBe(16 - 3);
    // The empty filters of a block's first convolution give numbers that the padded second one cannot fold
    // in.
    expect(units['stage2-block1-conv1']).toBe(32 - 20 + 1);
    expect(units['stage3-block3-conv2']).toBe(64);
  });

  it('answers as before without the channels of a depthwise kernel', async () => {
    const spec: ModelSpec = {
      name: 'mobile',
      inputShape: [9, 9, 2],
      classes: 3,
      layers: [
        { kind: 'conv2d', name: 'conv', filters: 8, kernelSize: 3, stride: 2, padding: 'same', bias: false },
        { kind: 'batchNorm', name: 'bn1' },
        { kind: 'relu' },
        { kind: 'depthwiseConv2d', name: 'depthwise', kernelSize: 3, padding: 'same' },
        { kind: 'batchNorm', name: 'bn2' },
        { kind: 'relu' },
        { kind: 'conv2d', name: 'point', filters: 6, kernelSize: 1 },
        { kind: 'globalAveragePool' },
        { kind: 'dense', name: 'fc', units: 3 },
      ],
    };
    const { units } = await thin(emptyUnits(createModel(spec), { depthwise: [1, 2, 5], point: [0, 4] }));
    expect(units).toEqual({ conv: 5, depthwise: 5, point: 4, fc: 3 });
    // Behind a padded depthwise kernel a number that never changes does, at the border: what is zero can go.
    const model = createModel(spec);
    const find = (name: string) => model.tensors.find((each) => each.name === `bn1/${name}`)!.values;
    const [scale, mean, variance] = [find('scale'), find('movingMean'), find('movingVariance')];
    const alive = find('shift').filter(
      (shift, i) => shift > (mean[i]! * scale[i]!) / Math.sqrt(variance[i]!),
    );
    const padded = await thin(emptyUnits(model, { conv: range(0, 8) }));
    expect(padded.units).toMatchObject({ conv: alive.length, depthwise: alive.length });
    expect(alive.length).toBeLessThan(8);
  });

  it('answers as before on a net with every kind of layer, and frees what it replaces', async () => {
    const before = tf.memory().numTensors;
    const { units } = await thin(emptyUnits(createModel(TINY_SPEC), { fc1: range(0, 9), conv2: [1] }));
    expect(units).toMatchObject({ conv1: 4, conv2: 4, fc1: 7 });
    expect(listLayers(TINY_SPEC.layers).length).toBeGreaterThan(10);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a run that thins in the middle', () => {
  it('trains on, pauses, resumes and shares work to the same bits', async () => {
    const snapshots = await expectSameBits(
      tinyRecipe([
        tinyTrain({ epochs: 1, batchSize: 80 }),
        { kind: 'prune', criterion: { kind: 'unit' }, sparsity: { fc1: 0.5 } },
        { kind: 'quantize', bits: { fc1: 6 }, per: 'channel' },
        { kind: 'thin' },
        tinyTrain({ epochs: 1, batchSize: 80, optimizer: { kind: 'adam', learningRate: 0.01 } }),
        { kind: 'cluster', bits: { fc2: 3 } },
        tinyTrain({ epochs: 1, batchSize: 80 }),
      ]),
    );
    const sizeOf = (name: string) =>
      snapshots.map(({ model }) => model.tensors.find((each) => each.name === name)?.values.length);
    expect(new Set(sizeOf('fc1/kernel'))).toEqual(new Set([256, 128]));
    expect(new Set(sizeOf('fc1/kernel/step'))).toEqual(new Set([undefined, 16, 8]));
  });

  it('shrinks what is weighed and changes no answer', async () => {
    const { events, done } = startTinyRun(
      tinyRecipe([
        { kind: 'prune', criterion: { kind: 'unit' }, sparsity: { fc1: 0.5 } },
        { kind: 'thin' },
        tinyTrain({ epochs: 1 }),
      ]),
    );
    await done;
    const [pruned, thinned, trained] = events.flatMap((event) =>
      event.kind === 'stageEnded' ? [event.ledger] : [],
    );
    expect(pruned!.layers.at(-2)!.weights).toBe(256);
    expect(thinned!.layers.at(-2)!.weights).toBe(128);
    expect(thinned!.macs).toBe(pruned!.macs - 128 - 80);
    expect(thinned!.fileBytes).toBeLessThan(pruned!.fileBytes);
    expect(thinned!.wrong).toBe(pruned!.wrong);
    expect(trained!.layers.at(-2)!.nonZeros).toBe(128);
  });

  it('says which layer is not there when a stage after it counted on one', async () => {
    // Before it is thinned, fc1 has 16 inputs and 16 units: rank 7 has fewer weights. After it, none has.
    const hopeful = tinyRecipe([
      { kind: 'prune', criterion: { kind: 'unit' }, sparsity: { fc1: 0.9 } },
      { kind: 'thin' },
      { kind: 'factorize', rank: { fc1: 7 } },
      { kind: 'prune', sparsity: { 'fc1-down': 0.5 } },
    ]);
    const { events, done } = startTinyRun(hopeful);
    await done;
    const { message, reason } = findEvent(events, 'runFailed');
    expect(reason).toBe('recipe');
    expect(message).toMatch(
      /^stages\[3\]\.sparsity names the layer fc1-down, but tiny-thin has conv1, .*fc1, fc2\.$/,
    );
  });
});
