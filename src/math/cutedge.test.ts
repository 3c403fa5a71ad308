import { describe, expect, it } from 'vitest';
import { findAtEdge, toPlace } from './cutedge.ts';

describe('the edge of a cut', () => {
  it('has the largest weights that go, then the smallest that stay', () => {
    const values = Float32Array.of(0.125, -2, 0.5, 1, -0.25, 4);
    expect(findAtEdge(values, Uint8Array.of(0, 1, 0, 1, 0, 1), 0.75, 2)).toEqual([4, 2, 3, 1]);
    expect(findAtEdge(values, Uint8Array.of(1, 1, 1, 1, 1, 1), 0, 2)).toEqual([0, 4]);
  });

  it('names a weight by its row and column', () => {
    expect(toPlace(7, [4, 3])).toEqual([2, 1]);
    expect(toPlace(59, [3, 4, 5])).toEqual([2, 3, 4]);
  });
});
