import fc from 'fast-check';
import { ckmeans } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { placeCentroids } from './clusterstart.ts';
import { assignCodes, type ClusterStart, clusterValues, groupGradients, stepLloyd } from './kmeans.ts';
import { createStream } from './random.ts';
import { sortValues } from './sortedvalues.ts';

const STARTS: readonly ClusterStart[] = ['forgy', 'density', 'linear', 'optimal'];

/** The worked example of Deep Compression, figures 2 and 3: a 4 x 4 layer in four clusters. */
const EXAMPLE = {
  weights: new Float32Array([
    2.09, -0.98, 1.48, 0.09, 0.05, -0.14, -1.08, 2.12, -0.91, 1.92, 0, -1.03, 1.87, 0, 1.53, 1.49,
  ]),
  gradients: [
    -0.03, -0.01, 0.03, 0.02, -0.01, 0.01, -0.02, 0.12, -0.01, 0.02, 0.04, 0.01, -0.07, -0.02, 0.01, -0.02,
  ],
  codes: [3, 0, 2, 1, 1, 1, 0, 3, 0, 3, 1, 0, 3, 1, 2, 2],
};

const float = fc.float({ min: -100, max: 100, noNaN: true });
const floats = fc
  .oneof(
    fc.array(float, { minLength: 1, maxLength: 60 }),
    fc.array(fc.constantFrom(-3, -1, 0.5, 1, 2), { minLength: 1, maxLength: 60 }),
  )
  .map((values) => Float32Array.from(values));

/** Bell-shaped weights whose middle was pruned away. */
function drawWeights(count: number): Float32Array {
  const stream = createStream(1, 'weights');
  const weights = new Float32Array(count);
  for (let i = 0; i < count; ) {
    let sum = -6;
    for (let n = 0; n < 12; n++) sum += stream.nextFloat();
    if (Math.abs(sum) > 0.5) weights[i++] = sum * 0.05;
  }
  return weights;
}

/** The sum of squared distances from the mean, the obvious way. */
function spreadOf(group: readonly number[]): number {
  const mean = group.reduce((sum, each) => sum + each, 0) / group.length;
  return group.reduce((sum, each) => sum + (each - mean) ** 2, 0);
}

describe('clusterValues', () => {
  it.each(STARTS)("finds the paper's four clusters from the %s start", (start) => {
    const { centroids, codes } = clusterValues(EXAMPLE.weights, 4, start, createStream(4));
    expect([...centroids].map((each) => each.toFixed(2))).toEqual(['-1.00', '0.00', '1.50', '2.00']);
    expect([...codes]).toEqual(EXAMPLE.codes);
  });

  it('works a list out by hand: 1, 2, 3 | 10, 11 | 30', () => {
    const { centroids, codes, distortion } = clusterValues(
      new Float32Array([30, 1, 11, 2, 10, 3]),
      3,
      'optimal',
    );
    expect([...centroids]).toEqual([2, 10.5, 30]);
    expect([...codes]).toEqual([2, 0, 1, 0, 1, 0]);
    expect(distortion).toBe(2.5);
  });

  it('is as good as an independent exact solver from the optimal start, and never better', () => {
    fc.assert(
      fc.property(floats, fc.integer({ min: 1, max: 12 }), (values, k) => {
        const different = new Set(values).size;
        const groups: readonly number[][] = ckmeans([...values], Math.min(k, different));
        const least = groups.reduce((sum, group) => sum + spreadOf(group), 0);
        const { distortion, centroids } = clusterValues(values, k, 'optimal');
        expect(distortion).toBeCloseTo(least, 4);
        expect(centroids.length).toBe(Math.min(k, different));
      }),
      { numRuns: 300 },
    );
  });

  it('gives every value its nearest centroid, each centroid a value, and is optimal at best', () => {
    fc.assert(
      fc.property(floats, fc.integer({ min: 1, max: 20 }), fc.constantFrom(...STARTS), (values, k, start) => {
        const result = clusterValues(values, k, start, createStream(7));
        const centroids = [...result.centroids];
        expect(new Set(result.codes).size).toBe(centroids.length);
        let distortion = 0;
        values.forEach((value, i) => {
          const distance = Math.abs(value - centroids[result.codes[i]!]!);
          expect(distance).toBe(Math.min(...centroids.map((each) => Math.abs(value - each))));
          distortion += distance ** 2;
        });
        expect(result.distortion).toBeCloseTo(distortion, 6);
        for (let i = 1; i < centroids.length; i++) expect(centroids[i]).toBeGreaterThan(centroids[i - 1]!);
        const { distortion: least } = clusterValues(values, k, 'optimal');
        expect(least).toBeLessThanOrEqual(result.distortion * (1 + 1e-6) + 1e-6);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same bits for the same stream', () => {
    const weights = drawWeights(3000);
    for (const start of STARTS) {
      const [first, second] = [1, 1].map(() => clusterValues(weights, 16, start, createStream(3)));
      expect(second).toEqual(first);
    }
    const other = clusterValues(weights, 16, 'forgy', createStream(4));
    expect(other.centroids).not.toEqual(clusterValues(weights, 16, 'forgy', createStream(3)).centroids);
  });

  it('comes within reach of the optimum on many weights, and the optimum is a resting place', () => {
    const weights = drawWeights(20_000);
    const best = clusterValues(weights, 32, 'optimal');
    expect(best.iterations).toBeLessThan(10);
    for (const start of ['forgy', 'density', 'linear'] as const) {
      const { distortion } = clusterValues(weights, 32, start, createStream(1));
      expect(distortion).toBeGreaterThanOrEqual(best.distortion * (1 - 1e-9));
      expect(distortion).toBeLessThan(best.distortion * 1.5);
    }
  });

  it('keeps the digits of clusters far from zero', () => {
    const { centroids, distortion } = clusterValues(
      new Float32Array([1e6, 1e6 + 1, 1e6 + 8, 1e6 + 9]),
      2,
      'linear',
    );
    expect([...centroids]).toEqual([1e6 + 0.5, 1e6 + 8.5]);
    expect(distortion).toBe(1);
  });

  it('answers for no values and for more clusters than values', () => {
    expect(clusterValues(new Float32Array(), 4, 'linear').centroids.length).toBe(0);
    for (const start of STARTS) {
      const few = clusterValues(new Float32Array([5, 5, -1]), 8, start, createStream(1));
      expect([...few.centroids]).toEqual([-1, 5]);
      expect([...few.codes]).toEqual([1, 1, 0]);
      expect(few.distortion).toBe(0);
    }
  });

  it('takes a byte for a code up to 256 centroids and two beyond', () => {
    const values = Float32Array.from({ length: 600 }, (_, i) => i);
    expect(clusterValues(values, 256, 'density').codes).toBeInstanceOf(Uint8Array);
    expect(clusterValues(values, 257, 'density').codes).toBeInstanceOf(Uint16Array);
  });

  it('refuses what cannot be clustered', () => {
    expect(() => clusterValues(new Float32Array([1, Number.NaN]), 2, 'linear')).toThrow('got NaN at 1');
    expect(() => clusterValues(new Float32Array([Number.NEGATIVE_INFINITY]), 2, 'linear')).toThrow('finite');
    expect(() => clusterValues(new Float32Array(3), 0, 'linear')).toThrow('from 1 to 65536, got 0');
    expect(() => clusterValues(new Float32Array(3), 2, 'forgy')).toThrow('forgy needs a stream');
  });
});

describe('stepLloyd', () => {
  it('never raises the distortion, whatever the start', () => {
    fc.assert(
      fc.property(
        floats,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('forgy', 'density', 'linear'),
        (values, k, start) => {
          const sorted = sortValues(values);
          let centroids = placeCentroids(sorted, k, start, createStream(2));
          let before = Number.POSITIVE_INFINITY;
          for (let i = 0; i < 12; i++) {
            const step = stepLloyd(sorted, centroids);
            expect(step.distortion).toBeLessThanOrEqual(before * (1 + 1e-9) + 1e-7);
            expect(step.bounds[0]).toBe(0);
            expect(step.bounds[k]).toBe(values.length);
            before = step.distortion;
            centroids = step.centroids;
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes a hand-worked step, and puts an empty cluster onto the farthest value', () => {
    const sorted = sortValues(new Float32Array([0, 1, 2, 9]));
    const step = stepLloyd(sorted, Float64Array.of(1, 5.5, 5.8));
    // 0, 1, 2 | nothing (2 is nearer to 1) | 9: the values 0 and 2 lie 1 from their mean, the lower is taken.
    expect([...step.bounds]).toEqual([0, 3, 3, 4]);
    expect([...step.centroids]).toEqual([0, 1, 9]);
    expect(step.moved).toBe(1);
    expect(step.distortion).toBe(2);
  });
});

describe('assignCodes', () => {
  it('sends a value in the middle to the lower centroid', () => {
    expect([...assignCodes(new Float32Array([0, 1, 1.5, -9, 9]), new Float32Array([0, 2]))]).toEqual([
      0, 0, 1, 0, 1,
    ]);
  });
});

describe('groupGradients', () => {
  it("trains the paper's centroids: 2.00, 1.50, 0.00, -1.00 become 1.96, 1.48, -0.04, -0.97", () => {
    const sums = groupGradients(EXAMPLE.codes, EXAMPLE.gradients, 4);
    expect([...sums].map((each) => each.toFixed(2))).toEqual(['-0.03', '0.04', '0.02', '0.04']);
    const learningRate = 1;
    const trained = [-1, 0, 1.5, 2].map((centroid, i) => centroid - learningRate * sums[i]!);
    expect(trained.map((each) => each.toFixed(2))).toEqual(['-0.97', '-0.04', '1.48', '1.96']);
  });

  it('is the gradient that moving a centroid measures', () => {
    // loss = sum of (w_i - t_i)^2, so dloss/dw_i = 2 (w_i - t_i); differences of a quadratic are exact but
    // for rounding.
    const codes = [0, 1, 1, 0, 1];
    const targets = [3, -1, 2, 0.5, 4];
    const lossAt = (centroids: readonly number[]) =>
      codes.reduce((sum, code, i) => sum + (centroids[code]! - targets[i]!) ** 2, 0);
    const gradients = codes.map((code, i) => 2 * ([1, 2][code]! - targets[i]!));
    const sums = groupGradients(codes, gradients, 2);
    expect(sums[0]).toBeCloseTo((lossAt([1.5, 2]) - lossAt([0.5, 2])) / 1, 10);
    expect(sums[1]).toBeCloseTo((lossAt([1, 2.5]) - lossAt([1, 1.5])) / 1, 10);
  });

  it('refuses codes that have no centroid and lists of different length', () => {
    expect(() => groupGradients([0, 4], [1, 1], 4)).toThrow('below 4, got 4 at 1');
    expect(() => groupGradients([0], [1, 1], 4)).toThrow('1 codes need as many gradients, got 2');
  });
});
