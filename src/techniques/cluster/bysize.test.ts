import { describe, expect, it } from 'vitest';
import { createStream } from '../../math/random.ts';
import { measureBySize } from './bysize.ts';
import { shareTensor } from './values.ts';

const stream = createStream(1, 'by-size');
const share = (values: Float32Array, clusters: number) => ({
  ...shareTensor(values, clusters, { init: 'linear' }, stream),
  values,
});

describe('how far sharing moves weights', () => {
  it('is measured by size, small weights first', () => {
    const values = new Float32Array(400);
    stream.fillUniform(values, -1, 1);
    const sizes = measureBySize(share(values, 4), 10).map(({ size }) => size);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(sizes).toHaveLength(10);
  });

  it('is measured without the weights that are pruned, whatever their signs', () => {
    const parts = measureBySize(share(new Float32Array([-4, 0, 1, -2, 3, 0.5, -0.25, 8, -16]), 8), 4);
    expect(parts.map(({ size }) => size)).toEqual([0.5, 2, 4, 16]);
  });

  it('is the mean distance of each part from its values', () => {
    const coded = {
      values: Float32Array.of(1, -4, 2, 0, 8),
      codes: [0, 1, 0, 65535, 2],
      centroids: [1.5, -3, 10],
    };
    expect(measureBySize(coded, 2)).toEqual([
      { size: 2, distance: 0.5 },
      { size: 8, distance: 1.5 },
    ]);
  });
});
