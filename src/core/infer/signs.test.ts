import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type KernelModule, kernelModuleOf } from '../../kernels/module.ts';
import { createStream } from '../../math/random.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { binarizeActivationsOf } from '../../techniques/binarizeactivations/spec.ts';
import { drawValues } from '../../testing/kernels.ts';
import { relativeError, startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { freezeNetwork } from '../pass/freeze.ts';
import { foldModel, listUnfused } from './graph.ts';
import { InferencePlan } from './plan.ts';

let kernels: KernelModule;

beforeAll(async () => {
  await startBackends();
  kernels = kernelModuleOf(tf.backend() as BackendWasm);
});

const layers: readonly LayerSpec[] = [
  { kind: 'conv2d', name: 'a', filters: 9, kernelSize: 3, padding: 'same' },
  { kind: 'relu' },
  { kind: 'conv2d', name: 'b', filters: 17, kernelSize: 3, stride: 2, padding: 'same', bias: false },
  { kind: 'batchNorm', name: 'bn' },
  { kind: 'relu' },
  {
    kind: 'residual',
    name: 'block',
    body: [
      { kind: 'conv2d', name: 'c', filters: 17, kernelSize: 3, padding: 1 },
      { kind: 'batchNorm', name: 'bn2' },
    ],
    shortcut: [],
  },
  { kind: 'relu' },
  { kind: 'maxPool', size: 2, stride: 2 },
  { kind: 'flatten' },
  { kind: 'dense', name: 'd', units: 20 },
  { kind: 'relu' },
  { kind: 'dense', name: 'e', units: 10 },
];
const spec: ModelSpec = { name: 'small', inputShape: [11, 9, 3], classes: 10, layers };

/** Strides that stop before the last padding, and signs of an image that a dense layer reads. */
const strided: ModelSpec = {
  name: 'strided',
  inputShape: [12, 10, 3],
  classes: 10,
  layers: [
    { kind: 'conv2d', name: 'a', filters: 9, kernelSize: 3, padding: 1 },
    { kind: 'relu' },
    {
      kind: 'residual',
      name: 'block',
      body: [
        { kind: 'conv2d', name: 'b', filters: 17, kernelSize: 3, stride: 2, padding: 1, bias: false },
        { kind: 'batchNorm', name: 'bn1' },
      ],
      shortcut: [
        {
          kind: 'conv2d',
          name: 'skip',
          filters: 17,
          kernelSize: 1,
          stride: 2,
          padding: 'valid',
          bias: false,
        },
        { kind: 'batchNorm', name: 'bn2' },
      ],
    },
    { kind: 'relu' },
    { kind: 'conv2d', name: 'c', filters: 12, kernelSize: 3, padding: 1, bias: false },
    { kind: 'batchNorm', name: 'bn3' },
    { kind: 'relu' },
    { kind: 'maxPool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dense', name: 'd', units: 20 },
    { kind: 'relu' },
    { kind: 'dense', name: 'e', units: 10 },
  ],
};

/** Each output's weights are plus or minus one value; some are zero where `isTernary`. */
function drawModel(of: ModelSpec, isTernary: boolean): ModelSnapshot {
  const model = initializeModel(of, 1);
  const tensors = model.tensors.map((tensor) => {
    const drawn = new Float32Array(tensor.values.length);
    const stream = createStream(2, tensor.name);
    stream.fillUniform(drawn, tensor.role === 'scale' || tensor.role === 'movingVariance' ? 0.8 : -0.3, 1.1);
    if (tensor.role !== 'kernel') return { ...tensor, values: drawn };
    const outputs = tensor.shape.at(-1)!;
    const values = drawn.map((value, at) => {
      const size = Math.fround(0.05 + (at % outputs) / 100);
      if (isTernary && Math.abs(value - 0.4) < 0.2) return 0;
      return value < 0.4 ? -size : size;
    });
    return { ...tensor, values };
  });
  return { ...model, tensors };
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

describe.each([
  ['with the map', true, spec, ['b', 'c', 'd']],
  ['without it', false, spec, ['b', 'c', 'd']],
  ['with the map, strided', true, strided, ['b', 'skip', 'c', 'd']],
  ['without it, strided', false, strided, ['b', 'skip', 'c', 'd']],
] as const)('a plan of a net that reads signs, %s', (_, map, plain, names) => {
  const signed = binarizeActivationsOf(plain, { map, ends: false });

  it.each([
    [1, false],
    [3, false],
    [3, true],
  ])(
    'computes what the network does by comparing signs, %i images at once, ternary: %s',
    (batch, isTernary) => {
      const model = drawModel(signed, isTernary);
      const images = drawValues('images', batch * sizeOf(plain.inputShape), 2);
      const graph = foldModel(model);
      expect(listUnfused(graph)).toEqual([]);
      const counted = graph.nodes.flatMap((node) => ('signs' in node && node.signs ? [node.name] : []));
      expect(counted).toEqual(names);
      const before = kernels.reservedBytes;
      const plan = new InferencePlan(kernels, graph, {
        batch,
        methodOf: ({ signs }) => (signs ? 'signs' : 'float'),
      });
      plan.run(images.map((value) => -value));
      const actual = plan.run(images);
      plan.dispose();
      expect(kernels.reservedBytes).toBe(before);
      expect(relativeError(actual, runNetwork(model, images, batch))).toBeLessThan(2e-5);
    },
  );
});

it('weights of several sizes meet signs in floats', () => {
  const signed = binarizeActivationsOf(spec, { map: false, ends: false });
  const { nodes } = foldModel(initializeModel(signed, 1));
  expect(nodes.some((node) => 'signs' in node)).toBe(false);
});
