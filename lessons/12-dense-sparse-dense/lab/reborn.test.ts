import { describe, expect, it } from 'vitest';
import { measureReborn } from './reborn.ts';

describe('measureReborn', () => {
  it('compares what went with what has come of it', () => {
    const dense = Float32Array.of(1, -0.25, 0.5, -0.125, 2);
    const again = Float32Array.of(1.5, -0.75, -0.25, 0, 2);
    // Three went; the largest of them was 0.5 in size, and only the first is larger now.
    const reborn = measureReborn(dense, Uint8Array.of(1, 0, 0, 0, 1), again)!;
    expect([...reborn.before]).toEqual([-0.25, 0.5, -0.125]);
    expect([...reborn.after]).toEqual([-0.75, -0.25, 0]);
    expect(reborn.sameSign).toBeCloseTo(1 / 3, 12);
    expect(reborn.grown).toBeCloseTo(1 / 3, 12);
  });

  it('has nothing to say where nothing went', () => {
    expect(measureReborn(Float32Array.of(1), Uint8Array.of(1), Float32Array.of(1))).toBeNull();
  });
});
