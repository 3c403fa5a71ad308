import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowItems } from './flow.ts';
import { createScale, roundDomain } from './scale.ts';
import { spreadLabels } from './spread.ts';
import { estimateTextWidth, wrapText } from './text.ts';
import { layoutTicks } from './ticks.ts';

describe('createScale', () => {
  it('gives each tenfold fall of the density the same length on a logComplement axis', () => {
    const scale = createScale('logComplement', [0, 0.99], [0, 200]);
    expect(scale.toPixel(0.9)).toBeCloseTo(100, 9);
    expect(scale.toPixel(0)).toBeCloseTo(0, 9);
    expect(scale.toValue(150)).toBeCloseTo(1 - 10 ** -1.5, 9);
  });

  it('puts zero at the low end of a log axis', () => {
    expect(createScale('log', [0.01, 1], [100, 0]).toPixel(0)).toBe(100);
  });

  it('turns pixels back into values', () => {
    for (const kind of ['linear', 'log', 'sqrt', 'logComplement'] as const) {
      const scale = createScale(kind, [0.01, 0.95], [10, 300]);
      expect(scale.toValue(scale.toPixel(0.4))).toBeCloseTo(0.4, 9);
    }
  });
});

describe('roundDomain', () => {
  it('ends on round values', () => {
    expect(roundDomain('linear', [0.3, 9.7])).toEqual([0, 10]);
    expect(roundDomain('log', [0.013, 0.87])).toEqual([0.01, 1]);
    expect(roundDomain('log', [0.23, 30])).toEqual([0.2, 50]);
  });

  it('gives width to an extent without any', () => {
    expect(roundDomain('linear', [4, 4])).toEqual([0, 5]);
    const [low, high] = roundDomain('log', [1, 1]);
    expect(low).toBeLessThan(high);
  });
});

describe('layoutTicks', () => {
  it('keeps labels apart at any width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 120, max: 1400 }), fc.constantFrom(14, 18), (width, font) => {
        const scale = createScale('linear', [0, 1_000_000], [0, width]);
        const ticks = layoutTicks(scale, 'x', (value) => value.toLocaleString('en'), font);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        const ends = ticks.map((tick) => estimateTextWidth(tick.text, font) / 2);
        if (ticks.length > 2) {
          for (let i = 1; i < ticks.length; i++) {
            const gap = ticks[i]!.pixel - ends[i]! - (ticks[i - 1]!.pixel + ends[i - 1]!);
            expect(gap).toBeGreaterThanOrEqual(font - 1e-6);
          }
        }
      }),
    );
  });

  it('labels powers of ten when there is no room for more', () => {
    const scale = createScale('log', [1, 100_000], [140, 0]);
    expect(layoutTicks(scale, 'y', String, 14).map((tick) => tick.text)).toEqual([
      '1',
      '10',
      '100',
      '1000',
      '10000',
      '100000',
    ]);
  });
});

describe('spreadLabels', () => {
  it('leaves labels alone that do not touch', () => {
    expect(
      spreadLabels(
        [
          { wish: 50, size: 10 },
          { wish: 20, size: 10 },
        ],
        0,
        100,
      ),
    ).toEqual([50, 20]);
  });

  it('shares the shift between two labels that want one place', () => {
    expect(
      spreadLabels(
        [
          { wish: 50, size: 10 },
          { wish: 50, size: 10 },
        ],
        0,
        100,
      ),
    ).toEqual([45, 55]);
  });

  it('keeps labels inside, in order, and apart', () => {
    const item = fc.record({
      wish: fc.double({ min: -50, max: 250, noNaN: true }),
      size: fc.integer({ min: 5, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 9 }), (items) => {
        const centres = spreadLabels(items, 0, 200);
        const sorted = items
          .map((each, i) => ({ ...each, centre: centres[i]! }))
          .sort((a, b) => a.centre - b.centre);
        for (const [i, each] of sorted.entries()) {
          expect(each.centre - each.size / 2).toBeGreaterThanOrEqual(-1e-6);
          expect(each.centre + each.size / 2).toBeLessThanOrEqual(200 + 1e-6);
          const next = sorted[i + 1];
          if (next) {
            expect(next.centre - each.centre).toBeGreaterThanOrEqual((next.size + each.size) / 2 - 1e-6);
            expect(next.wish).toBeGreaterThanOrEqual(each.wish);
          }
        }
      }),
    );
  });
});

describe('flowItems', () => {
  it('starts a row where the next item would run over', () => {
    expect(flowItems([40, 40, 40], 100, 10)).toEqual({
      places: [
        { x: 0, row: 0 },
        { x: 50, row: 0 },
        { x: 0, row: 1 },
      ],
      rows: 2,
    });
  });
});

describe('wrapText', () => {
  it('breaks English at spaces and Chinese between characters', () => {
    expect(wrapText('L2 with retraining', 65, 10)).toEqual(['L2 with', 'retraining']);
    expect(wrapText('迭代剪枝并重新训练', 50, 10)).toEqual(['迭代剪枝并', '重新训练']);
  });
});
