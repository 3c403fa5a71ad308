import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../math/random.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { listTensors, sizeOf } from '../../spec/shapes.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { runForward, type TrainingMode } from './forward.ts';

beforeAll(startBackends);

const createSpec = (layers: readonly LayerSpec[], classes: number): ModelSpec => ({
  name: 'net',
  inputShape: [2, 2, 2],
  classes,
  layers,
});

const training: TrainingMode = {
  dropout: () => null,
  onStatistics: (_, value) => value.dispose(),
};

describe('branches', () => {
  const branches: LayerSpec = {
    kind: 'branches',
    name: 'two',
    join: 'concat',
    branches: [[{ kind: 'conv2d', name: 'c', filters: 1, kernelSize: 1 }], []],
  };
  // Two channels, 1 to 4 and 10 to 40.
  const images = () => tf.tensor4d([1, 10, 2, 20, 3, 30, 4, 40], [1, 2, 2, 2]);
  const weights: Readonly<Record<string, readonly number[]>> = { 'c/kernel': [2, 1], 'c/bias': [5] };
  const lookup = (spec: ModelSpec) => (name: string) =>
    tf.tensor([...weights[name]!], [...listTensors(spec).find((each) => each.name === name)!.shape]);

  it('are concatenated along the channels, by hand', () => {
    const spec = createSpec([branches, { kind: 'flatten' }], 12);
    const logits = tf.tidy(() => [...runForward(spec, lookup(spec), images()).dataSync()]);
    expect(logits).toEqual([17, 1, 10, 29, 2, 20, 41, 3, 30, 53, 4, 40]);
  });

  it('of flat values are concatenated, too', () => {
    const flat: LayerSpec = { ...branches, branches: [[], [{ kind: 'relu' }]] };
    const spec = createSpec([{ kind: 'globalAveragePool' }, flat], 4);
    const logits = tf.tidy(() => [...runForward(spec, lookup(spec), tf.neg(images())).dataSync()]);
    expect(logits).toEqual([-2.5, -25, 0, 0]);
  });

  it('are added, by hand', () => {
    const spec = createSpec(
      [{ ...branches, join: 'add', branches: [[], [], [{ kind: 'relu' }]] }, { kind: 'flatten' }],
      8,
    );
    const logits = tf.tidy(() => [...runForward(spec, lookup(spec), images()).dataSync()]);
    expect(logits).toEqual([3, 30, 6, 60, 9, 90, 12, 120]);
  });

  it.each(['concat', 'add'] as const)('have the gradients that finite differences measure: %s', (join) => {
    const spec = createSpec(
      [
        {
          kind: 'branches',
          name: 'mixed',
          join,
          branches: [
            [{ kind: 'conv2d', name: 'a', filters: 2, kernelSize: 1 }],
            [{ kind: 'depthwiseConv2d', name: 'b', kernelSize: 2, padding: 'same', bias: false }],
          ],
        },
        { kind: 'flatten' },
        { kind: 'dense', name: 'd', units: 3 },
      ],
      3,
    );
    const infos = listTensors(spec);
    const drawn = infos.map(({ name, shape }) => {
      const values = new Float32Array(sizeOf(shape));
      createStream(1, name).fillUniform(values, -1, 1);
      return values;
    });
    const x = tf.mul(images(), 0.1) as tf.Tensor4D;
    const loss = (tensors: readonly tf.Tensor[]) =>
      tf.sum(
        tf.square(
          runForward(spec, (name) => tensors[infos.findIndex((each) => each.name === name)]!, x, {
            training,
          }),
        ),
      ) as tf.Scalar;
    const toTensors = (values: readonly Float32Array[]) =>
      values.map((each, index) => tf.tensor(each, [...infos[index]!.shape]));
    const gradients = tf.tidy(() =>
      tf
        .grads((...tensors: tf.Tensor[]) => loss(tensors))(toTensors(drawn))
        .map((each) => each.dataSync()),
    );
    const at = (tensor: number, place: number, step: number) =>
      tf.tidy(() => {
        const moved = drawn.map((values) => Float32Array.from(values));
        moved[tensor]![place]! += step;
        return loss(toTensors(moved)).dataSync()[0]!;
      });
    for (const [tensor, gradient] of gradients.entries()) {
      for (const [place, value] of gradient.entries()) {
        const slope = (at(tensor, place, 0.02) - at(tensor, place, -0.02)) / 0.04;
        expect(Math.abs(slope - value)).toBeLessThan(2e-3 * Math.max(1, Math.abs(value)));
      }
    }
    x.dispose();
  });
});

describe('observers', () => {
  const spec = createSpec(
    [
      {
        kind: 'residual',
        name: 'block',
        body: [{ kind: 'batchNorm', name: 'norm' }, { kind: 'relu' }],
        shortcut: [],
      },
      { kind: 'flatten' },
    ],
    8,
  );
  const lookup = (name: string) => tf.tensor1d(name.endsWith('/shift') ? [-0.5, 0.5] : [1, 1]);
  const images = () => tf.tensor4d([1, 10, 2, 20, 3, 30, 4, 40], [1, 2, 2, 2]);

  /** Outputs of the layers of these keys, and the logits. */
  const observe = (keys: readonly string[], options: { readonly training?: TrainingMode } = {}) => {
    const outputs = new Map<string, number[]>();
    const logits = tf.tidy(() => [
      ...runForward(spec, lookup, images(), {
        ...options,
        observe: new Map(keys.map((key) => [key, (output) => outputs.set(key, [...output.dataSync()])])),
      }).dataSync(),
    ]);
    return { outputs, logits };
  };

  it('see a layer by its path and by its name, nested ones too, and change nothing', () => {
    const keys = ['norm', 'layers[0].body[0]', 'layers[0].body[1]', 'block', 'layers[1]'];
    const { outputs, logits } = observe(keys);
    expect([...outputs.keys()].sort()).toEqual([...keys].sort());
    expect(outputs.get('norm')).toEqual(outputs.get('layers[0].body[0]'));
    expect(outputs.get('layers[1]')).toEqual(logits);
    expect(logits).toEqual(observe([]).logits);
  });

  it('see batch norm before its relu while a net trains, where the two are else one', () => {
    const { outputs, logits } = observe(['norm', 'layers[0].body[1]'], { training });
    expect(Math.min(...outputs.get('norm')!)).toBeLessThan(-1);
    expect(outputs.get('layers[0].body[1]')).toEqual(outputs.get('norm')!.map((value) => Math.max(0, value)));
    expect(logits).toEqual(observe([], { training }).logits);
  });

  it('of a layer that is not there are refused', () => {
    expect(() => observe(['nowhere'])).toThrow('net has no layer nowhere');
  });
});
