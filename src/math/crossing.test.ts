import { describe, expect, it } from 'vitest';
import { findCrossing } from './crossing.ts';

const point = (x: number, wrong: number) => ({ x, wrong, tested: 1000 });

describe('the edge of a cliff', () => {
  it('lies on the straight line between the points around the limit', () => {
    expect(findCrossing([point(0, 20), point(0.5, 20), point(0.9, 60)], 0.01)).toBeCloseTo(0.6, 10);
  });

  it('is not known before a point beyond it, or before the dense net, was measured', () => {
    expect(findCrossing([point(0, 20), point(0.5, 25)], 0.01)).toBeNull();
    expect(findCrossing([point(0.5, 25), point(0.9, 600)], 0.01)).toBeNull();
    expect(findCrossing([], 0.01)).toBeNull();
  });

  it('compares shares, so that points on fewer images count alike', () => {
    const rough = { x: 0.5, wrong: 2, tested: 100 };
    expect(findCrossing([point(0, 20), rough, point(0.9, 60)], 0.01)).toBeCloseTo(0.6, 10);
  });
});
