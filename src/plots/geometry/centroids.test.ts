import { describe, expect, it } from 'vitest';
import { sortValues, traceCumulative } from '../../math/sortedvalues.ts';
import { layoutCentroids, readCurve } from './centroids.ts';

const curve = traceCumulative(sortValues(new Float32Array([0, 1, 2, 3])), 4);

describe('readCurve', () => {
  it('is the share at a point, and on the straight line between two', () => {
    expect(readCurve(curve, 1)).toBeCloseTo(0.5);
    expect(readCurve(curve, 1.5)).toBeCloseTo(0.625);
  });

  it('is 0 before the first value and 1 from the last on', () => {
    expect(readCurve(curve, -0.1)).toBe(0);
    expect(readCurve(curve, 3)).toBe(1);
    expect(readCurve(curve, 9)).toBe(1);
    expect(readCurve({ at: new Float64Array(), share: new Float64Array() }, 0)).toBe(0);
  });
});

describe('layoutCentroids', () => {
  const layout = layoutCentroids({
    width: 400,
    fontPx: 14,
    curve,
    centroids: [0, 1.5, 3],
    domain: [0, 3],
    heightEm: 10,
  });

  it('puts each centroid’s stem under the curve, from the left edge to the right one', () => {
    const [first, middle, last] = layout.centroids;
    expect(first!.x).toBeCloseTo(layout.area.left);
    expect(last!.x).toBeCloseTo(layout.area.right);
    expect(middle!.x).toBeCloseTo((layout.area.left + layout.area.right) / 2);
    expect(last!.y).toBeCloseTo(layout.area.top);
    expect(middle!.y).toBeCloseTo(layout.area.bottom - 0.625 * (layout.area.bottom - layout.area.top));
  });
});
