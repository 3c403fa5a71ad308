import fc from 'fast-check';
import * as reference from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import {
  areAlike,
  extent,
  isNoisy,
  mean,
  median,
  quantile,
  standardDeviation,
  summarizeLatency,
} from './statistics.ts';

// Adding 0 turns -0 into 0: which of the two comes first among the sorted values means nothing.
const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
const numbers = fc.array(finite, { minLength: 1, maxLength: 100 });

describe('statistics', () => {
  it('agrees with a worked example', () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(mean(values)).toBe(5);
    expect(standardDeviation(values)).toBe(2);
    expect(extent(values)).toEqual([2, 9]);
    expect(median(values)).toBe(4.5);
    expect(quantile(values, 0.25)).toBe(4);
    expect(quantile(values, 0.9)).toBeCloseTo(7.6, 12);
  });

  it('agrees with an independent library', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        expect(mean(values)).toBeCloseTo(reference.mean(values), 6);
        expect(standardDeviation(values)).toBeCloseTo(reference.standardDeviation(values), 5);
        expect(median(values)).toBeCloseTo(reference.median(values), 8);
        expect(extent(values)).toEqual(reference.extent(values));
      }),
    );
  });

  it('keeps a small deviation beside a large mean', () => {
    expect(standardDeviation([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBeCloseTo(Math.sqrt(2 / 3), 12);
  });

  it('sums float32 arrays in double precision', () => {
    const values = new Float32Array(1_000_000).fill(0.1);
    expect(mean(values)).toBeCloseTo(Math.fround(0.1), 12);
  });

  it('puts quantiles in order between the ends', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(numbers, share, share, (values, p, q) => {
        const [min, max] = extent(values);
        expect(quantile(values, 0)).toBe(min);
        expect(quantile(values, 1)).toBe(max);
        expect(quantile(values, Math.min(p, q))).toBeLessThanOrEqual(quantile(values, Math.max(p, q)));
      }),
    );
    expect(() => quantile([1], 1.5)).toThrow('p must be from 0 to 1, got 1.5');
  });

  it('answers NaN for no values', () => {
    expect([mean([]), standardDeviation([]), median([]), ...extent([])]).toEqual(Array(5).fill(Number.NaN));
  });

  it('sums up latencies', () => {
    const samples = Float64Array.from({ length: 101 }, (_, i) => 100 - i);
    expect(summarizeLatency(samples)).toEqual({ median: 50, p95: 95, n: 101 });
  });
});

describe('noise of times', () => {
  it('makes a span of a time whose 95th percentile is half as long again', () => {
    expect(isNoisy({ median: 2, p95: 2.9 })).toBe(false);
    expect(isNoisy({ median: 2, p95: 3.1 })).toBe(true);
  });

  it('tells no order of times that are nearer than one of them scatters', () => {
    expect(areAlike({ median: 0.0297, p95: 0.2 }, { median: 0.118, p95: 0.13 })).toBe(true);
    expect(areAlike({ median: 1, p95: 1.1 }, { median: 1.2, p95: 1.25 })).toBe(false);
    expect(areAlike({ median: 1, p95: 1 }, { median: 1, p95: 1 })).toBe(true);
  });
});
