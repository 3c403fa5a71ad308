import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterByPrice } from './entropyclusters.ts';
import { clusterValues } from './kmeans.ts';
import { createStream } from './random.ts';

const floats = fc
  .array(
    fc.float({ min: -10, max: 10, noNaN: true }).map((value) => Math.fround(value + 0)),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((values) => Float32Array.from(values));
const price = fc.double({ min: 0, max: 5, noNaN: true });

/** Squared distances, and bits of the codes by their shares. */
function weigh(values: Float32Array, centroids: Float32Array, codes: ArrayLike<number>) {
  const counts = Array.from(centroids, () => 0);
  let distortion = 0;
  values.forEach((value, place) => {
    counts[codes[place]!]!++;
    distortion += (value - centroids[codes[place]!]!) ** 2;
  });
  const lengths = counts.map((count) => -Math.log2(count / values.length));
  const bits = counts.reduce((sum, count, code) => sum + count * lengths[code]!, 0);
  return { distortion, bits, lengths };
}

function drawWeights(count: number): Float32Array {
  const stream = createStream(4, 'weights');
  return Float32Array.from({ length: count }, () => {
    let sum = -6;
    for (let n = 0; n < 12; n++) sum += stream.nextFloat();
    return sum;
  });
}

describe('clusterByPrice', () => {
  it('agrees with an example by hand', () => {
    // Six of nine values at 0, two at 1, one at 0.6, which begins with those at 1. Their mean is 0.8667, the
    // lengths are log2(9 / 6) = 0.585 and log2(9 / 3) = 1.585: 0.6 stays while 0.0711 + 1.585 p < 0.36 +
    // 0.585 p, so up to p = 0.2889.
    const values = Float32Array.of(0, 0, 0, 0, 0, 0, 0.6, 1, 1);
    for (const price of [0, 0.28]) {
      const { centroids, codes } = clusterByPrice(values, [0, 1], price);
      expect([...codes]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1]);
      expect(centroids[1]).toBeCloseTo(2.6 / 3, 6);
    }
    expect([...clusterByPrice(values, [0, 1], 0.3).codes].slice(0, 7)).toEqual(Array(7).fill(0));
  });

  it('is what Lloyd ends with where bits are free', () => {
    const values = drawWeights(2000);
    const lloyd = clusterValues(values, 16, 'linear');
    const { centroids, codes } = clusterByPrice(values, lloyd.centroids, 0);
    expect(centroids).toEqual(lloyd.centroids);
    expect(codes).toEqual(lloyd.codes);
  });

  it('takes fewer bits and is further off, the dearer they are', () => {
    const values = drawWeights(2000);
    const start = clusterValues(values, 16, 'optimal').centroids;
    const weighed = [0, 0.01, 0.03, 0.1].map((each) => {
      const { centroids, codes } = clusterByPrice(values, start, each);
      return weigh(values, centroids, codes);
    });
    for (let i = 1; i < weighed.length; i++) {
      expect(weighed[i]!.bits).toBeLessThan(weighed[i - 1]!.bits);
      expect(weighed[i]!.distortion).toBeGreaterThan(weighed[i - 1]!.distortion);
    }
  });

  it('never ends with more distance and price together than it began with, and settles', () => {
    fc.assert(
      fc.property(floats, price, (values, each) => {
        const start = clusterValues(values, 8, 'linear');
        const before = weigh(values, start.centroids, start.codes);
        const { centroids, codes } = clusterByPrice(values, start.centroids, each);
        const after = weigh(values, centroids, codes);
        const total = ({ distortion, bits }: typeof after) => distortion + each * bits;
        expect(total(after)).toBeLessThanOrEqual(total(before) * (1 + 1e-6) + 1e-6);
        // All centroids are in use, ascending and different.
        expect(new Set(codes)).toEqual(new Set(centroids.keys()));
        expect([...centroids]).toEqual([...new Set(centroids)].sort((a, b) => a - b));
        // No value would rather be elsewhere.
        values.forEach((value, place) => {
          const costs = Array.from(
            centroids,
            (centroid, code) => (value - centroid) ** 2 + each * after.lengths[code]!,
          );
          expect(costs[codes[place]!]).toBeLessThanOrEqual(Math.min(...costs) + 1e-4);
        });
      }),
    );
  });

  it('refuses what makes no sense', () => {
    expect(() => clusterByPrice(Float32Array.of(1), [1], -1)).toThrow('must not be negative, got -1');
    expect(() => clusterByPrice(Float32Array.of(1, Number.NaN), [1], 0)).toThrow('got NaN at 1');
    expect(clusterByPrice(new Float32Array(), [], 1).centroids).toHaveLength(0);
  });
});
