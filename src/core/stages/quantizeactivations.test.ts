import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { kernelModuleOf } from '../../kernels/module.ts';
import { createStream } from '../../math/random.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { listLayers } from '../../spec/walk.ts';
import { planQuantizers } from '../../techniques/quantizeactivations/spec.ts';
import { quantizeActivationValues } from '../../techniques/quantizeactivations/values.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { foldModel, listUnfused } from '../infer/graph.ts';
import { InferencePlan } from '../infer/plan.ts';
import { runForward, runLayers } from '../models/forward.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';

beforeAll(startBackends);

const draw = (name: string, size: number, from: number, to: number) => {
  const values = new Float32Array(size);
  createStream(3, name).fillUniform(values, from, to);
  return values;
};
/** The spec behind a stage whose bounds learn. */
const quantizeActivationsOf = (spec: ModelSpec, { bits, decay }: { bits: number; decay: number }) =>
  planQuantizers(spec, { bits, decay, ranges: 'learnt', scheme: 'asymmetric' }).after;
const layer: LayerSpec = { kind: 'quantizeActivation', name: 'a', bits: 2 };
const quantize = (x: tf.Tensor, bound: tf.Tensor) => runLayers([layer], () => bound, x);

describe('the grid by hand', () => {
  it('has 0, 1, 2 and 3 at two bits and a bound of 3; ties go to the even one', () => {
    const values = Float32Array.of(-4, 0.4, 0.5, 0.6, 1.5, 2.5, 2.6, 3, 7);
    expect([...quantizeActivationValues(values, 3, 2)]).toEqual([0, 0, 0, 1, 2, 2, 3, 3, 3]);
  });
});

describe.each(['wasm', 'cpu'])('quantized activations on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    return async () => void (await tf.setBackend('wasm'));
  });

  it.each([0.7, 2.3, -1])('are those of the plain reference at a bound of %d', (bound) => {
    const values = draw('values', 300, -1, 3);
    const result = tf.tidy(() => quantize(tf.tensor1d(values), tf.tensor1d([bound])).dataSync<'float32'>());
    expect(Float32Array.from(result)).toEqual(quantizeActivationValues(values, Math.fround(bound), 2));
  });

  it('pass gradients below the bound, and give those above to the bound', () => {
    const [dx, dBound] = tf.tidy(() => {
      const grads = tf.grads((x, bound) => tf.mul(quantize(x!, bound!), tf.tensor1d([1, 10, 100, 1000])));
      return grads([tf.tensor1d([0.2, 1.9, 2, 5]), tf.tensor1d([2])]).map((each) => [...each.dataSync()]);
    });
    expect(dx).toEqual([1, 10, 0, 0]);
    expect(dBound).toEqual([1100]);
  });
});

describe('the slope of a bound', () => {
  it('is what finite differences measure where all activations lie above it', () => {
    const values = draw('above', 40, 2, 3);
    const weights = draw('weights', 40, -1, 1);
    const lossAt = (bound: number) =>
      quantizeActivationValues(values, bound, 2).reduce(
        (sum, value, index) => sum + value * weights[index]!,
        0,
      );
    const slope = tf.tidy(() => {
      const grads = tf.grads((x, bound) => tf.mul(quantize(x!, bound!), tf.tensor1d(weights)));
      return grads([tf.tensor1d(values), tf.tensor1d([1.5])])[1]!.dataSync()[0]!;
    });
    expect(slope).toBeCloseTo((lossAt(1.51) - lossAt(1.49)) / 0.02, 3);
  });
});

describe('the spec behind a stage', () => {
  const options = { bits: 3, decay: 0.01 };

  it('has a quantizer behind every relu, nested ones included, each with a name of its own', () => {
    const body: LayerSpec[] = [
      { kind: 'conv2d', name: 'conv2', filters: 4, kernelSize: 3, padding: 'same' },
      { kind: 'relu' },
    ];
    const spec: ModelSpec = {
      ...TINY_SPEC,
      layers: [
        { kind: 'relu' },
        { kind: 'relu' },
        { kind: 'residual', name: 'block', body, shortcut: [] },
        { kind: 'relu' },
      ],
    };
    const after = quantizeActivationsOf(spec, options);
    const names = listLayers(after.layers).flatMap((each) =>
      each.layer.kind === 'quantizeActivation' ? [each.layer.name] : [],
    );
    expect(names).toEqual(['clip', 'clip2', 'conv2-clip', 'block-clip']);
    expect(quantizeActivationsOf(after, options)).toEqual(after);
  });
});

describe('a stage that quantizes activations', () => {
  const stage = { kind: 'quantizeActivations', bits: 3 } as const;

  it('begins at the largest activations of the training images, and learns from there, to the same bits', async () => {
    const recipe = tinyRecipe([
      tinyTrain({ epochs: 1, batchSize: 80 }),
      { kind: 'prune', sparsity: 0.5 },
      stage,
      tinyTrain({ batchSize: 80, dropout: 0 }),
    ]);
    const snapshots = await expectSameBits(recipe);
    const bound = (at: number) =>
      snapshots.at(at)!.model.tensors.find(({ name }) => name === 'bn1-clip/bound')!.values[0]!;
    const first = snapshots.findIndex(({ position }) => position.stage === 3);
    expect(bound(first)).toBeGreaterThan(0);
    expect(bound(-1)).not.toBe(bound(first));
    const model = snapshots.at(-1)!.model;
    expect(
      listLayers(model.spec.layers).filter(({ layer: each }) => each.kind === 'quantizeActivation'),
    ).toHaveLength(2);
    expect(model.transforms.some(({ kind }) => kind === 'mask')).toBe(true);
  });

  it('hands on at most 2^bits different values, in plans as in the plain forward pass', async () => {
    const { events, done } = startTinyRun(tinyRecipe([stage]));
    await done;
    const network = Network.fromSnapshot(findEvent(events, 'runEnded').snapshot!.model);
    const images = tf.tensor4d(draw('images', 2 * 784, -1, 2), [2, 28, 28, 1]);
    const seen = new Map<string, number>();
    const logits = tf.tidy(() => {
      const observe = new Map(
        ['bn1-clip', 'fc1-clip'].map((name) => [
          name,
          (output: tf.Tensor) => void seen.set(name, new Set(output.dataSync()).size),
        ]),
      );
      return runForward(network.spec, network.read, images, { observe }).dataSync<'float32'>();
    });
    expect([...seen.values()].every((count) => count > 1 && count <= 8)).toBe(true);
    const graph = foldModel(await network.toEffectiveSnapshot());
    expect(listUnfused(graph)).toEqual([]);
    const plan = new InferencePlan(kernelModuleOf(tf.backend()), graph, { batch: 2 });
    const planned = plan.run(images.dataSync<'float32'>());
    plan.dispose();
    for (const [index, value] of planned.entries()) expect(value).toBeCloseTo(logits[index]!, 4);
    network.dispose();
  });

  it('comes back from its file', () => {
    const spec = quantizeActivationsOf(TINY_SPEC, { bits: 4, decay: 0.001 });
    const model = initializeModel(spec, 1);
    expect(model.tensors.find(({ name }) => name === 'fc1-clip/bound')!.values).toEqual(Float32Array.of(10));
    const read = decodeModel(encodeModel(model).bytes);
    expect(read.spec).toEqual(spec);
    expect(read.tensors.map(({ values }) => values)).toEqual(model.tensors.map(({ values }) => values));
  });

  it('is refused on a net without relus', () => {
    const layers: LayerSpec[] = [{ kind: 'flatten' }, { kind: 'dense', name: 'fc', units: 10 }];
    const spec = { ...TINY_SPEC, inputShape: [28, 28, 1] as [number, number, number], layers };
    expect(() => tinyRecipe([stage], { model: { spec } })).toThrow('tiny has none');
  });
});
