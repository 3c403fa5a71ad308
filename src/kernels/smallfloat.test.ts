import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../math/random.ts';
import {
  countFloatBits,
  fromFloatCode,
  roundToFloat,
  SMALL_FLOAT_NAMES,
  SMALL_FLOATS,
} from '../math/smallfloat.ts';
import { startBackends } from '../testing/wasmtfjs.ts';
import { areFinite, roundTensorToFloat } from './smallfloat.ts';

beforeAll(startBackends);

type Name = (typeof SMALL_FLOAT_NAMES)[number];

/** The first place at which kernel and reference differ, to the bit but for what NaN is made of. */
function findDifference(name: Name, values: Float32Array): string | undefined {
  const x = tf.tensor1d(values);
  const y = roundTensorToFloat(x, name);
  const rounded = y.dataSync<'float32'>();
  tf.dispose([x, y]);
  const place = rounded.findIndex(
    (value, at) => !Object.is(value, Math.fround(roundToFloat(SMALL_FLOATS[name], values[at]!))),
  );
  return place < 0 ? undefined : `${values[place]} became ${rounded[place]}`;
}

describe.each(SMALL_FLOAT_NAMES)('the rounding kernel of %s', (name) => {
  const format = SMALL_FLOATS[name];
  const codes = Float32Array.from({ length: 2 ** countFloatBits(format) }, (_, code) =>
    fromFloatCode(format, code),
  );

  it('leaves each of its numbers as it is', () => {
    expect(findDifference(name, codes)).toBe(undefined);
  });

  it('rounds all halfway points and the floats beside them as the reference does', () => {
    const finite = codes.filter(Number.isFinite);
    const middles = finite.map((value, place) => (value + (finite[place + 1] ?? value)) / 2);
    const bits = new Int32Array(middles.buffer);
    for (const by of [0, -1, 1]) {
      const beside = new Float32Array(bits.map((each) => each + by).buffer);
      expect(findDifference(name, beside)).toBe(undefined);
    }
  });

  it('rounds floats of any bits as the reference does', () => {
    const halves = new Uint16Array(400_000);
    const stream = createStream(11, name);
    for (let place = 0; place < halves.length; place++) halves[place] = stream.nextBelow(2 ** 16);
    const values = new Float32Array(halves.buffer);
    expect(values.filter((value) => Math.abs(value) < 2 ** -126 && value !== 0).length).toBeGreaterThan(100);
    expect(findDifference(name, values)).toBe(undefined);
  });

  it('takes tensors of any size', () => {
    for (let size = 1; size <= 9; size++)
      expect(
        findDifference(
          name,
          Float32Array.from({ length: size }, (_, at) => (at + 1) / 3),
        ),
      ).toBe(undefined);
  });

  it('gives the same on a backend without the kernel', async () => {
    await tf.setBackend('cpu');
    expect(findDifference(name, codes)).toBe(undefined);
    await tf.setBackend('wasm');
  });
});

describe.each(['wasm', 'cpu'])('the check for finite values on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    return async () => void (await tf.setBackend('wasm'));
  });

  it('finds one that is not at any place of a tensor of any size, and frees what it took', async () => {
    const before = tf.memory().numTensors;
    // The largest float has all exponent bits but one set.
    const finite = [3.4028234663852886e38, -(2 ** -149), -0];
    for (let size = 1; size <= 9; size++) {
      const values = Float32Array.from({ length: size }, (_, at) => finite[at % 3]!);
      const whole = tf.tensor1d(values);
      expect(await areFinite(whole)).toBe(true);
      whole.dispose();
      for (let at = 0; at < size; at++)
        for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
          const broken = tf.tensor1d(values.map((value, place) => (place === at ? bad : value)));
          expect(await areFinite(broken)).toBe(false);
          broken.dispose();
        }
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});
