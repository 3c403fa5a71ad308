import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeOn, relativeError, startBackends } from '../testing/wasmtfjs.ts';

interface Case {
  batch: number;
  height: number;
  width: number;
  channels: number;
  outputs: number;
  kernel: number;
  kernelWidth: number;
  stride: number;
  pad: 'same' | 'valid' | number;
}

const cases = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 1, max: 13 }),
    width: fc.integer({ min: 1, max: 13 }),
    channels: fc.integer({ min: 1, max: 9 }),
    outputs: fc.integer({ min: 1, max: 21 }),
    kernel: fc.constantFrom(1, 2, 3, 5),
    kernelWidth: fc.constantFrom(1, 2, 3, 5),
    stride: fc.integer({ min: 1, max: 3 }),
    pad: fc.constantFrom<Case['pad'][]>('same', 'valid', 0, 1, 2),
  })
  .filter(({ height, width, kernel, kernelWidth, pad }) => {
    if (pad === 'same') return true;
    // tfjs reads a number as the padding of a square kernel.
    if (pad !== 'valid' && kernel !== kernelWidth) return false;
    const grow = pad === 'valid' ? 0 : 2 * pad;
    const reach = pad === 'valid' ? 0 : pad;
    return height + grow >= kernel && width + grow >= kernelWidth && reach < kernel && reach < kernelWidth;
  });

function randomTensors(each: Case, isDepthwise: boolean) {
  const x = tf.randomUniform<tf.Rank.R4>(
    [each.batch, each.height, each.width, each.channels],
    -1,
    1,
    'float32',
    7,
  );
  const depth = isDepthwise ? 1 + (each.outputs % 3) : each.outputs;
  const filter = tf.randomUniform<tf.Rank.R4>(
    [each.kernel, each.kernelWidth, each.channels, depth],
    -1,
    1,
    'float32',
    8,
  );
  return { x, filter };
}

/** y, dx and dfilter for a loss whose gradient by y varies from place to place. */
function gradients(each: Case, isDepthwise: boolean): tf.Tensor[] {
  const { x, filter } = randomTensors(each, isDepthwise);
  const apply = (a: tf.Tensor4D, b: tf.Tensor4D) =>
    isDepthwise ? tf.depthwiseConv2d(a, b, each.stride, each.pad) : tf.conv2d(a, b, each.stride, each.pad);
  const y = apply(x, filter);
  const dy = tf.randomUniform<tf.Rank.R4>(y.shape, -1, 1, 'float32', 9);
  const [dx, dfilter] = tf.grads((a: tf.Tensor, b: tf.Tensor) => apply(a as tf.Tensor4D, b as tf.Tensor4D))(
    [x, filter],
    dy,
  );
  return [y, dx as tf.Tensor, dfilter as tf.Tensor];
}

async function expectParity(each: Case, isDepthwise: boolean): Promise<void> {
  const before = tf.memory().numTensors;
  const actual = await computeOn('wasm', () => gradients(each, isDepthwise));
  expect(tf.memory().numTensors).toBe(before);
  const expected = await computeOn('cpu', () => gradients(each, isDepthwise));
  for (const [i, values] of expected.entries()) {
    expect(relativeError(actual[i] as Float32Array, values)).toBeLessThan(1e-5);
  }
}

describe('convolution on wasm', () => {
  beforeAll(startBackends);

  it('agrees with the plain backend forward and backward on random shapes', async () => {
    await fc.assert(
      fc.asyncProperty(cases, (each) => expectParity(each, false)),
      { numRuns: 60, seed: 1 },
    );
  });

  it('agrees with the plain backend depthwise on random shapes', async () => {
    await fc.assert(
      fc.asyncProperty(cases, (each) => expectParity(each, true)),
      { numRuns: 40, seed: 2 },
    );
  });
});
