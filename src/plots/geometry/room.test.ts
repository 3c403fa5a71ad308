import { describe, expect, it } from 'vitest';
import { layoutGrouping } from './grouping.ts';
import { layoutHistogram } from './histogram.ts';
import { layoutLines } from './lines.ts';
import { layoutMask } from './mask.ts';
import { layoutPanels } from './panels.ts';
import { fitPlot } from './room.ts';

const values = Float32Array.from({ length: 400 }, (_, i) => Math.sin(i) / 10);

describe('a height that the page gives', () => {
  it('leaves the plot what is not around it, and never less than can be read', () => {
    expect(fitPlot(200, undefined, 60, 80)).toBe(200);
    expect(fitPlot(200, 400, 60, 80)).toBe(340);
    expect(fitPlot(200, 100, 60, 80)).toBe(80);
  });

  it.each([300, 380, 560])('is what each kind of drawing comes to: %i pixels', (height) => {
    const size = { width: 640, fontPx: 14, height };
    const points = [
      { x: 1, y: 2 },
      { x: 2, y: 3 },
    ];
    const series = [{ id: 'a', label: 'a', variant: 'dense' as const, points }];
    const whole = { x: 0, y: 0, width: 784, height: 300 };
    const stream = { id: 's', label: 's', variant: 'dense' as const, steps: [1, 2], values: [1, 2] };
    const panel = {
      id: 'p',
      axis: { label: 'p' },
      series: [{ ...stream, steps: Float32Array.of(1), values: Float32Array.of(1) }],
    };
    // A picture of weights keeps their cells from growing higher than wide.
    const mask = layoutMask({ ...size, whole, view: whole, bands: 28, across: true });
    const drawings = [
      layoutLines({ ...size, series, x: { label: 'x' }, y: { label: 'y' }, references: [], aspect: 0.5 }),
      layoutHistogram({
        ...size,
        series: [{ id: 'a', label: 'a', variant: 'dense', values }],
        countScale: 'sqrt',
      }),
      mask,
      layoutPanels({ ...size, panels: [panel, { ...panel, id: 'q' }] }),
    ];
    for (const drawing of drawings) {
      expect(drawing.height).toBeLessThanOrEqual(height + 1);
      if (drawing !== mask) expect(drawing.height).toBeGreaterThan(0.95 * height);
    }
  });

  it('puts the rows of a training step beside its weights, so that sixteen codes fit', () => {
    const codes = Array.from({ length: 16 }, (_, i) => i);
    const layout = layoutGrouping({
      width: 660,
      fontPx: 13,
      height: 330,
      rows: 4,
      columns: 4,
      codes,
      cellEm: 4.3,
    });
    expect(layout.height).toBeLessThanOrEqual(330);
    for (const group of layout.groups) expect(group.words.x).toBeLessThan(660);
  });
});
