import { describe, expect, it } from 'vitest';
import { traceUpdates } from './updates.ts';

describe('a weight that takes small steps', () => {
  it('never moves where a step is less than half the spacing, and moves with a copy', () => {
    // Between 1 and 2 the numbers of fp16 lie 2^-10 apart.
    const { stored, withMaster } = traceUpdates('fp16', 1, 2 ** -12, 8);
    expect(new Set(stored)).toEqual(new Set([1]));
    expect(withMaster).toEqual([
      1,
      1,
      1,
      1 + 2 ** -10,
      1 + 2 ** -10,
      1 + 2 ** -10,
      1 + 2 ** -9,
      1 + 2 ** -9,
      1 + 2 ** -9,
    ]);
  });

  it('goes twice as far as it should where a step is a little over half the spacing', () => {
    const { stored } = traceUpdates('fp16', 1, 0.6 * 2 ** -10, 10);
    expect(stored.at(-1)).toBe(1 + 10 * 2 ** -10);
  });
});
