import { describe, expect, it } from 'vitest';
import { createStream } from '../../math/random.ts';
import { scoreByRate } from './rate.ts';

describe('scoreByRate', () => {
  it('agrees with an example by hand', () => {
    // Two rows of four columns; the first row holds three weights, the second one, in the first column.
    const values = Float32Array.of(1, 1, 1, 0, 2, 0, 0, 0);
    const scores = scoreByRate(values, values, 4);
    // All hold 1/2. Rows: (3 + 2) / (4 + 4) = 5/8 and (1 + 2) / 8 = 3/8. Columns over all: (2 + 2) / (2 + 4)
    // * 2 = 4/3 and (1 + 2) / 6 * 2 = 1 for the next two.
    expect(scores[0]).toBeCloseTo(1 / Math.sqrt(2.5 - Math.log2((5 / 8) * (4 / 3))), 6);
    expect(scores[1]).toBeCloseTo(1 / Math.sqrt(2.5 - Math.log2(5 / 8)), 6);
    expect(scores[4]).toBeCloseTo(2 / Math.sqrt(2.5 - Math.log2((3 / 8) * (4 / 3))), 6);
    expect([scores[3], scores[5]]).toEqual([0, 0]);
  });

  it('is the order of magnitudes where all rows and columns are alike', () => {
    const values = new Float32Array(60);
    createStream(1, 'values').fillUniform(values, -1, 1);
    const order = (scores: Float32Array) =>
      [...scores.keys()].sort((left, right) => scores[left]! - scores[right]!);
    expect(order(scoreByRate(values, values, 10))).toEqual(order(values.map(Math.abs)));
  });

  it('would rather keep a weight among others than an equal one alone', () => {
    const values = new Float32Array(100);
    for (const place of [0, 1, 2, 3, 55]) values[place] = 0.5;
    const scores = scoreByRate(values, values, 10);
    expect(Math.min(...scores.slice(0, 4))).toBeGreaterThan(scores[55]!);
  });

  it('stays finite where nothing is left', () => {
    const values = Float32Array.of(1, -2);
    expect([...scoreByRate(values, new Float32Array(2), 2)].every(Number.isFinite)).toBe(true);
  });
});
