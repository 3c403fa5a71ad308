import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamSeries } from './panels.ts';
import { layoutPanels } from './panels.ts';
import { createScale } from './scale.ts';
import { findNearestStep, reduceToColumns, smoothStream } from './stream.ts';

describe('smoothStream', () => {
  it('weighs by hand: 1, 3 at weight 0.5 gives 1, then (0.25 * 1 + 0.5 * 3) / 0.75', () => {
    expect([...smoothStream([1, 3], 0.5)]).toEqual([1, (0.25 + 1.5) / 0.75]);
  });

  it('leaves a constant stream alone from its first value on', () => {
    for (const value of smoothStream(new Array(50).fill(0.7), 0.95)) expect(value).toBeCloseTo(0.7, 12);
  });

  it('passes over a NaN', () => {
    expect([...smoothStream([2, Number.NaN, 2], 0.9)]).toEqual([2, 2, 2]);
  });
});

describe('reduceToColumns', () => {
  it('keeps every peak whatever the width', () => {
    const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(values, fc.integer({ min: 10, max: 300 }), (list, width) => {
        const steps = list.map((_, i) => i);
        const columns = reduceToColumns(steps, list, createScale('linear', [0, list.length], [0, width]));
        expect(columns.length).toBeLessThanOrEqual(width + 1);
        expect(Math.max(...columns.map((each) => each.high))).toBe(Math.max(...list));
        expect(Math.min(...columns.map((each) => each.low))).toBe(Math.min(...list));
        expect(columns.at(-1)!.last).toBe(list.at(-1));
      }),
    );
  });
});

describe('findNearestStep', () => {
  it('agrees with looking at all', () => {
    const steps = [0, 10, 20, 45];
    expect([-5, 4, 6, 31, 40, 99].map((step) => findNearestStep(steps, step))).toEqual([0, 0, 1, 2, 3, 3]);
    expect(findNearestStep([], 3)).toBe(-1);
  });
});

describe('layoutPanels', () => {
  const series = (id: string, values: number[]): StreamSeries => ({
    id,
    label: `${id} loss`,
    variant: 'accent',
    steps: values.map((_, i) => i * 10),
    values,
  });
  const panels = [
    { id: 'loss', axis: { label: 'loss', kind: 'log' as const }, series: [series('raw', [2.3, 0.4, 0.2])] },
    { id: 'error', axis: { label: 'error' }, series: [series('a', [0.5]), series('b', [])] },
  ];

  it('stacks panels on one axis without overlap', () => {
    const layout = layoutPanels({ width: 700, fontPx: 14, panels, stepsTotal: 100 });
    const [first, second] = layout.panels;
    expect(first!.area.bottom).toBeLessThan(second!.area.top);
    expect(first!.area.left).toBe(second!.area.left);
    expect(layout.x.toPixel(100)).toBe(first!.area.right);
    expect(first!.y.domain).toEqual([0.2, 5]);
  });

  it('draws before the first value', () => {
    const layout = layoutPanels({ width: 300, fontPx: 14, panels: [panels[1]!] });
    expect(layout.panels[0]!.names[1]!.value).toBe('');
    expect(Number.isFinite(layout.height)).toBe(true);
  });
});
