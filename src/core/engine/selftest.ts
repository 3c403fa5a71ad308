/**
 * Does this backend compute what it should? One forward and backward pass of a tiny network that has every
 * kind of layer the lab trains, against results stored from tfjs's plain CPU backend (written by `npm run -s
 * lab -- selftest`).
 */
import * as tf from '@tensorflow/tfjs-core';
import { softmaxCrossEntropy } from '../../kernels/loss.ts';
import { createStream } from '../../math/random.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { isTrainable } from '../../spec/model.ts';
import { listTensors, sizeOf } from '../../spec/shapes.ts';
import { toOneHot } from '../loss/labels.ts';
import { runForward } from '../models/forward.ts';
import EXPECTED from './selftest.json' with { type: 'json' };

const spec: ModelSpec = {
  name: 'self-test',
  inputShape: [8, 8, 3],
  classes: 4,
  layers: [
    { kind: 'conv2d', name: 'conv1', filters: 6, kernelSize: 3, padding: 'same', bias: false },
    { kind: 'batchNorm', name: 'bn1' },
    { kind: 'relu' },
    {
      kind: 'residual',
      name: 'block',
      body: [{ kind: 'conv2d', name: 'conv2', filters: 8, kernelSize: 3, stride: 2, padding: 1 }],
      shortcut: [{ kind: 'conv2d', name: 'skip', filters: 8, kernelSize: 1, stride: 2, padding: 'valid' }],
    },
    { kind: 'depthwiseConv2d', name: 'depthwise', kernelSize: 3, padding: 'same' },
    { kind: 'maxPool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc1', units: 12 },
    { kind: 'relu' },
    { kind: 'dense', name: 'fc2', units: 4 },
  ],
};

/**
 * Relative to the largest expected value; float16 textures of some GPUs fail it, float32 anywhere passes by
 * far.
 */
const TOLERANCE = 1e-3;

/** Loss, logits and the sums of every gradient and of its absolute values, on the current backend. */
export async function computeSelfTest(): Promise<number[]> {
  const draw = (key: string, shape: readonly number[], bound: number) => {
    const values = new Float32Array(sizeOf(shape));
    createStream(1, 'self-test', key).fillUniform(values, -bound, bound);
    return tf.tensor(values, [...shape]);
  };
  const infos = listTensors(spec).filter(({ role }) => isTrainable(role));
  const outputs = tf.tidy(() => {
    const images = draw('images', [5, 8, 8, 3], 1) as tf.Tensor4D;
    const targets = toOneHot(Int32Array.of(0, 3, 1, 2, 3), 4);
    const weights = infos.map(({ name, shape }) => draw(name, shape, 0.5));
    let kept: tf.Tensor | undefined;
    const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
      const lookup = (name: string) => tensors[infos.findIndex((each) => each.name === name)]!;
      const logits = runForward(spec, lookup, images, {
        training: {
          dropout: () => null,
          onStatistics: (_, value) => value.dispose(),
        },
      });
      kept = tf.keep(logits);
      return softmaxCrossEntropy(logits, targets);
    })(weights);
    const summaries = grads.flatMap((gradient) => [tf.sum(gradient), tf.sum(tf.abs(gradient))]);
    const logits = tf.reshape(kept!, [-1]);
    kept!.dispose();
    return tf.concat([tf.reshape(value, [1]), logits, ...summaries.map((each) => tf.reshape(each, [1]))]);
  });
  const values = Array.from(await outputs.data<'float32'>());
  outputs.dispose();
  return values;
}

/** Compares the current backend with the stored results. */
export async function runSelfTest(): Promise<{ passed: boolean; largestError: number; elapsedMs: number }> {
  const start = performance.now();
  const actual = await computeSelfTest();
  const scale = Math.max(...EXPECTED.map(Math.abs));
  const errors = EXPECTED.map(
    (expected, index) => Math.abs(expected - (actual[index] ?? Number.NaN)) / scale,
  );
  const largestError = errors.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...errors);
  return { passed: largestError <= TOLERANCE, largestError, elapsedMs: performance.now() - start };
}
