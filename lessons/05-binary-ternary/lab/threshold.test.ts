import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/math/random.ts';
import { toThreshold } from '../../../src/techniques/ternarize/values.ts';
import { measureThreshold } from './threshold.ts';

const values = new Float32Array(2000);
createStream(1, 'weights').fillUniform(values, -1, 1);

describe('measureThreshold', () => {
  it('is the squared distance, weight by weight', () => {
    const { scale, error, zeros } = measureThreshold(values, 0.3);
    const squared = (list: Iterable<number>) => [...list].reduce((sum, each) => sum + each * each, 0);
    const off = values.map((value) => (Math.abs(value) > 0.3 ? value - Math.sign(value) * scale : value));
    expect(error).toBeCloseTo(squared(off) / squared(values), 6);
    expect(zeros).toBeCloseTo(values.filter((value) => Math.abs(value) <= 0.3).length / 2000, 12);
  });

  it('is least near 0.7 times the mean size for evenly spread weights, where 2/3 is exact', () => {
    const steps = Array.from({ length: 99 }, (_, at) => (at + 1) / 100);
    const best = steps.reduce((least, each) =>
      measureThreshold(values, each).error < measureThreshold(values, least).error ? each : least,
    );
    expect(Math.abs(best - 1 / 3)).toBeLessThan(0.06);
    expect(Math.abs(toThreshold(values, 'mean') - 0.35)).toBeLessThan(0.02);
  });

  it('is no error for a layer of zeros', () => {
    expect(measureThreshold(new Float32Array(4), 0)).toEqual({ zeros: 1, scale: 0, error: 0 });
  });
});
