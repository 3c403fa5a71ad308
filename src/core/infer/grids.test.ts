import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { type KernelModule, kernelModuleOf } from '../../kernels/module.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { sizeOf } from '../../spec/shapes.ts';
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

const toSpec = (first: LayerSpec, second: LayerSpec): ModelSpec => ({
  name: 'small',
  inputShape: [7, 6, 3],
  classes: 4,
  layers: [
    first,
    { kind: 'conv2d', name: 'a', filters: 5, kernelSize: 3, padding: 'same' },
    { kind: 'relu' },
    second,
    { kind: 'conv2d', name: 'b', filters: 3, kernelSize: 3, padding: 'same' },
    { kind: 'flatten' },
    { kind: 'dense', name: 'c', units: 4 },
  ],
});

/** A step and a zero point for static grids, and a bound for learnt ones. */
const QUANTIZERS: Readonly<Record<string, number>> = { step: 0.013, zeroPoint: 131, bound: 0.9 };

it.each([1, 3])('a plan puts activations on their grids as the network does, %i images at once', (batch) => {
  const spec = toSpec(
    { kind: 'quantizeActivation', name: 'in', bits: 8, range: 'static' },
    { kind: 'quantizeActivation', name: 'mid', bits: 4 },
  );
  const drawn = initializeModel(spec, 1);
  const tensors = drawn.tensors.map((tensor) => {
    const value = QUANTIZERS[tensor.name.split('/')[1]!];
    return value === undefined ? tensor : { ...tensor, values: Float32Array.of(value) };
  });
  const model = { ...drawn, tensors };
  const images = drawValues('images', batch * sizeOf(spec.inputShape), 2);
  const graph = foldModel(model);
  expect(listUnfused(graph)).toEqual([]);
  const before = kernels.reservedBytes;
  const plan = new InferencePlan(kernels, graph, { batch });
  const actual = plan.run(images);
  plan.dispose();
  expect(kernels.reservedBytes).toBe(before);
  const network = Network.fromSnapshot(model);
  const frozen = freezeNetwork(network);
  const input = tf.tensor4d(images, [batch, 7, 6, 3]);
  const logits = frozen.forward(input);
  expect(relativeError(actual, Float32Array.from(logits.dataSync()))).toBeLessThan(2e-5);
  tf.dispose([input, logits]);
  frozen.dispose();
  network.dispose();
});

it('grids of each image run through their ordinary forward pass, and are named', () => {
  const spec = toSpec(
    { kind: 'quantizeActivation', name: 'in', bits: 8, range: 'dynamic' },
    { kind: 'quantizeActivation', name: 'mid', bits: 4, range: 'dynamic' },
  );
  expect(listUnfused(foldModel(initializeModel(spec, 1)))).toEqual(['in', 'mid']);
});
