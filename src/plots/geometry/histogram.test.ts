import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistogramSeries } from './histogram.ts';
import { findExtent, layoutHistogram } from './histogram.ts';
import { countAtOrBelow, stepThreshold } from './threshold.ts';

function toSeries(id: string, values: number[]): HistogramSeries {
  return { id, label: id, variant: 'dense', values: Float32Array.from(values) };
}

describe('layoutHistogram', () => {
  const before = toSeries('before', [-0.9, -0.4, -0.1, 0.1, 0.1, 0.4, 0.9]);
  const pruned = toSeries('pruned', [-0.9, 0, 0, 0, 0, 0.4, 0.9]);
  const layout = layoutHistogram({
    width: 600,
    fontPx: 14,
    series: [before, pruned],
    countScale: 'linear',
    extent: 1,
    bins: 10,
  });

  it('counts zeros apart from the bins', () => {
    expect(layout.series[1]!.counted.zeros).toBe(4);
    expect([...layout.series[1]!.counted.counts].reduce((a, b) => a + b)).toBe(3);
    expect(layout.zeros).toEqual(
      [{ count: 4, owner: pruned, y: expect.any(Number) }].map(({ owner: _, ...rest }) => rest),
    );
  });

  it('puts zero in the middle of the plot', () => {
    expect(layout.x.toPixel(0)).toBeCloseTo((layout.area.left + layout.area.right) / 2, 9);
  });

  it('draws the outline of a count at its height', () => {
    // The bin [0, 0.2) of `before` holds 2 of the axis' 2: its outline is at the top.
    expect(layout.y.toPixel(2)).toBe(layout.area.top);
    expect(layout.series[0]!.outline).toContain(`${layout.area.top}`);
  });

  it('leaves a gap where pruning emptied the bins', () => {
    expect(layout.series[1]!.outline.match(/M/g)!.length).toBeGreaterThan(1);
  });

  it('keeps names inside the chart and below one another', () => {
    const [first, second] = layout.series.map((each) => each.label);
    expect(Math.abs(first!.y - second!.y)).toBeGreaterThanOrEqual(14);
    for (const each of [first!, second!]) expect(each.y).toBeGreaterThan(0);
  });

  it('says unequal zeros for each series', () => {
    const other = toSeries('other', [0, 0.5]);
    const both = layoutHistogram({ width: 400, fontPx: 14, series: [pruned, other], countScale: 'log' });
    expect(both.zeros.map((each) => [each.owner?.id, each.count])).toEqual([
      ['pruned', 4],
      ['other', 1],
    ]);
  });

  it('draws a layer of zeros alone', () => {
    const none = layoutHistogram({
      width: 400,
      fontPx: 14,
      series: [toSeries('none', [0, 0])],
      countScale: 'sqrt',
    });
    expect(none.extent).toBe(1);
    expect(none.series[0]!.outline).not.toContain('NaN');
  });
});

describe('findExtent', () => {
  it('rounds the largest magnitude up and passes over infinities', () => {
    expect(
      findExtent([Float32Array.of(0.1, -0.47), Float32Array.of(Number.POSITIVE_INFINITY)]),
    ).toBeGreaterThanOrEqual(0.47);
    expect(findExtent([Float32Array.of(0.1, -0.47)])).toBeLessThan(0.55);
  });
});

describe('countAtOrBelow', () => {
  it('agrees with counting one by one', () => {
    const weights = fc.array(fc.float({ noNaN: true, min: -2, max: 2 }), { maxLength: 60 });
    fc.assert(
      fc.property(weights, fc.float({ noNaN: true, min: 0, max: 2 }), (list, threshold) => {
        const values = Float32Array.from(list);
        const slow = [...values].filter((each) => Math.abs(each) <= threshold).length;
        expect(countAtOrBelow(values, threshold)).toBe(slow);
      }),
    );
  });
});

describe('stepThreshold', () => {
  it('moves by a two-hundredth, ten times that by pages, and to the ends', () => {
    expect(stepThreshold('ArrowRight', 0.1, 1)).toBeCloseTo(0.105, 9);
    expect(stepThreshold('PageDown', 0.1, 1)).toBeCloseTo(0.05, 9);
    expect(stepThreshold('Home', 0.1, 1)).toBe(0);
    expect(stepThreshold('End', 0.1, 1)).toBe(1);
    expect(stepThreshold('ArrowLeft', 0, 1)).toBe(0);
    expect(stepThreshold('a', 0.1, 1)).toBeUndefined();
  });
});
