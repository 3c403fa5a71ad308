import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type KernelModule, kernelModuleOf } from '../../kernels/module.ts';
import { createStream } from '../../math/random.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { MODEL_NAMES, MODEL_ZOO } from '../../spec/zoo.ts';
import { TINY_SPEC } from '../../testing/tinyrun.ts';
import { relativeError, startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { freezeNetwork } from '../pass/freeze.ts';
import { foldModel, listUnfused, type WeightedNode } from './graph.ts';
import type { Method } from './layout.ts';
import { InferencePlan } from './plan.ts';
import { hasTiles } from './steps.ts';

let kernels: KernelModule;

beforeAll(async () => {
  await startBackends();
  kernels = kernelModuleOf(tf.backend() as BackendWasm);
});

/** Layers that follow each other in unusual ways. */
const ODD_LAYERS: readonly LayerSpec[] = [
  { kind: 'batchNorm', name: 'bn0' },
  { kind: 'relu' },
  { kind: 'conv2d', name: 'a', filters: 5, kernelSize: 3, stride: 2, padding: 'same' },
  { kind: 'averagePool', size: 3, stride: 2, padding: 'same' },
  { kind: 'conv2d', name: 'b', filters: 6, kernelSize: 2, padding: 'same' },
  { kind: 'maxPool', size: 3, stride: 2, padding: 'same' },
  {
    kind: 'residual',
    name: 'block',
    body: [{ kind: 'conv2d', name: 'c', filters: 6, kernelSize: 5, padding: 2, bias: false }],
    shortcut: [],
  },
  { kind: 'relu' },
  { kind: 'flatten' },
  { kind: 'dense', name: 'd', units: 9 },
  { kind: 'batchNorm', name: 'bn1' },
  { kind: 'residual', name: 'late', body: [{ kind: 'dense', name: 'e', units: 9 }], shortcut: [] },
  { kind: 'relu' },
  { kind: 'dense', name: 'f', units: 10, bias: false },
];

const odd: ModelSpec = { name: 'odd', inputShape: [15, 13, 3], classes: 10, layers: ODD_LAYERS };

/** Branches: added ones are folded, concatenated ones run through the ordinary forward pass. */
const split: ModelSpec = {
  name: 'split',
  inputShape: [9, 8, 3],
  classes: 10,
  layers: [
    { kind: 'conv2d', name: 'a', filters: 4, kernelSize: 3, padding: 'same' },
    { kind: 'relu' },
    {
      kind: 'branches',
      name: 'inception',
      join: 'concat',
      branches: [
        [],
        [
          { kind: 'conv2d', name: 'b', filters: 3, kernelSize: 3, padding: 'same', bias: false },
          { kind: 'batchNorm', name: 'bn' },
          { kind: 'relu' },
        ],
      ],
    },
    { kind: 'relu' },
    {
      kind: 'branches',
      name: 'sum',
      join: 'add',
      branches: [
        [{ kind: 'conv2d', name: 'c', filters: 7, kernelSize: 3, padding: 1 }],
        [],
        [{ kind: 'depthwiseConv2d', name: 'd', kernelSize: 3, padding: 'same' }],
      ],
    },
    { kind: 'relu' },
    { kind: 'maxPool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dense', name: 'e', units: 6 },
    {
      kind: 'branches',
      name: 'late',
      join: 'concat',
      branches: [[{ kind: 'dense', name: 'f', units: 5 }], []],
    },
    { kind: 'relu' },
    { kind: 'dense', name: 'g', units: 10 },
  ],
};

const SPECS = [TINY_SPEC, odd, split, ...MODEL_NAMES.map((name) => MODEL_ZOO[name])];

/**
 * Weights with biases and statistics that are not trivial; of the kernels' weights the fraction `sparsity` is
 * zero.
 */
function drawModel(spec: ModelSpec, sparsity: number): ModelSnapshot {
  const model = initializeModel(spec, 1);
  const tensors = model.tensors.map((tensor) => {
    const drawn = new Float32Array(tensor.values.length);
    const stream = createStream(2, tensor.name);
    if (tensor.role === 'kernel') {
      stream.fillUniform(drawn, 0, 1);
      return { ...tensor, values: tensor.values.map((value, i) => (drawn[i]! < sparsity ? 0 : value)) };
    }
    stream.fillUniform(drawn, tensor.role === 'scale' || tensor.role === 'movingVariance' ? 0.8 : -0.1, 1.1);
    return { ...tensor, values: drawn };
  });
  return { ...model, tensors };
}

function drawImages(spec: ModelSpec, batch: number): Float32Array {
  const images = new Float32Array(batch * sizeOf(spec.inputShape));
  createStream(3, spec.name).fillUniform(images, -1, 1);
  return images;
}

function runNetwork(model: ModelSnapshot, images: Float32Array, batch: number): Float32Array {
  const network = Network.fromSnapshot(model);
  const frozen = freezeNetwork(network);
  const input = tf.tensor4d(images, [batch, ...model.spec.inputShape]);
  const logits = frozen.forward(input);
  const values = Float32Array.from(logits.dataSync());
  tf.dispose([input, logits]);
  frozen.dispose();
  network.dispose();
  return values;
}

function runPlan(
  model: ModelSnapshot,
  images: Float32Array,
  batch: number,
  methodOf: (node: WeightedNode) => Method,
): Float32Array {
  const graph = foldModel(model);
  const plan = new InferencePlan(kernels, graph, { batch, methodOf });
  plan.run(images.map((value) => value / 2));
  const logits = plan.run(images);
  plan.dispose();
  return logits;
}

describe.each(SPECS.map((spec) => [spec.name, spec] as const))('a plan of %s', (_, spec) => {
  it.each([1, 3, 5])('computes what the network does, %i images at once, dense and sparse', (batch) => {
    const images = drawImages(spec, batch);
    for (const [method, sparsity] of [
      ['float', 0],
      ['sparse', 0.7],
    ] as const) {
      const model = drawModel(spec, sparsity);
      const before = kernels.reservedBytes;
      const actual = runPlan(model, images, batch, () => method);
      expect(kernels.reservedBytes).toBe(before);
      expect(relativeError(actual, runNetwork(model, images, batch))).toBeLessThan(2e-5);
    }
  });
});

describe.each(SPECS.map((spec) => [spec.name, spec] as const))('a plan of %s in tiles', (_, spec) => {
  it.each(['tiles2', 'tiles4'] as const)('computes what the network does, %s', (method) => {
    const [model, images] = [drawModel(spec, 0), drawImages(spec, 2)];
    const before = kernels.reservedBytes;
    const actual = runPlan(model, images, 2, (node) => (hasTiles(node) ? method : 'float'));
    expect(kernels.reservedBytes).toBe(before);
    expect(relativeError(actual, runNetwork(model, images, 2))).toBeLessThan(5e-5);
  });
});

describe('a layer without a fused form', () => {
  it('is named, and leaves no tensor and no memory behind', () => {
    const graph = foldModel(drawModel(split, 0));
    expect(listUnfused(graph)).toEqual(['inception', 'late']);
    expect(MODEL_NAMES.flatMap((name) => listUnfused(foldModel(drawModel(MODEL_ZOO[name], 0))))).toEqual([]);
    const [tensors, bytes] = [tf.memory().numTensors, kernels.reservedBytes];
    const plan = new InferencePlan(kernels, graph, { batch: 2 });
    plan.run(drawImages(split, 2));
    plan.dispose();
    expect([tf.memory().numTensors, kernels.reservedBytes]).toEqual([tensors, bytes]);
  });
});
