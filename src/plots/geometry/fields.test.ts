import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDivergingTable, createSequentialTable, mixColors, toTableOffset } from './color.ts';
import { layoutFilters } from './filters.ts';
import { layoutMask } from './mask.ts';
import { toInkOutline } from './outline.ts';
import { moveView, paintMask, paintWeights, showCell, zoomView } from './raster.ts';

describe('colours', () => {
  it('mixes black and white to the grey whose Oklab lightness is a half', () => {
    // L = 0.5 is linear light 0.125, which sRGB writes as 0.3885 * 255 = 99.
    for (const channel of mixColors([0, 0, 0], [255, 255, 255], 0.5)) expect(channel).toBeCloseTo(99.06, 1);
  });

  it('begins and ends a table at its colours', () => {
    const table = createDivergingTable([10, 20, 200], [250, 250, 250], [200, 90, 0]);
    expect([...table.subarray(0, 3)]).toEqual([10, 20, 200]);
    expect([...table.subarray(toTableOffset(0.5), toTableOffset(0.5) + 3)]).toEqual([250, 250, 250]);
    expect([...table.subarray(toTableOffset(2))]).toEqual([200, 90, 0]);
    expect([...createSequentialTable([1, 2, 3], [4, 5, 6]).subarray(toTableOffset(Number.NaN), 3)]).toEqual([
      1, 2, 3,
    ]);
  });
});

describe('kernel rasters', () => {
  const raster = { rows: 2, columns: 3, values: Float32Array.of(1, 0, -0.5, 0.2, 0.3, 0), across: true };

  it('turns rows to run from left to right', () => {
    const pixels = paintMask(raster, [9, 8, 7]);
    const alpha = Array.from({ length: 6 }, (_, i) => pixels[4 * i + 3]);
    // Three lines of two: weight [row, column] stands at line `column`, place `row`.
    expect(alpha).toEqual([255, 255, 0, 255, 255, 0]);
    expect([...pixels.subarray(0, 3)]).toEqual([9, 8, 7]);
  });

  it('prunes at and below the threshold, as pruning itself does', () => {
    const alpha = (threshold: number) =>
      paintMask({ ...raster, across: false, threshold }, [0, 0, 0]).filter((_, i) => i % 4 === 3);
    expect([...alpha(0.5)]).toEqual([255, 0, 0, 0, 0, 0]);
    expect([...alpha(0.49)]).toEqual([255, 0, 255, 0, 0, 0]);
  });

  it('believes the mask rather than the value', () => {
    const kept = Uint8Array.of(0, 1, 1, 1, 1, 1);
    const pixels = paintMask({ ...raster, across: false, kept }, [0, 0, 0]);
    expect([pixels[3], pixels[7]]).toEqual([0, 255]);
  });

  it('paints weights from the ends of the scale', () => {
    const table = createDivergingTable([0, 0, 255], [255, 255, 255], [255, 0, 0]);
    const pixels = paintWeights({ ...raster, across: false }, table, 1);
    expect([...pixels.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
  });
});

describe('views', () => {
  const whole = { x: 0, y: 0, width: 784, height: 300 };

  it('stays inside the whole however it is moved and zoomed', () => {
    const step = fc.record({
      factor: fc.double({ min: 0.2, max: 5, noNaN: true }),
      x: fc.double({ min: 0, max: 784, noNaN: true }),
      y: fc.double({ min: 0, max: 300, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let view = whole;
        for (const { factor, x, y } of steps) {
          view = moveView(zoomView(view, whole, factor, x, y), whole, x - 400, y - 150);
          expect(view.x).toBeGreaterThanOrEqual(-1e-9);
          expect(view.y).toBeGreaterThanOrEqual(-1e-9);
          expect(view.x + view.width).toBeLessThanOrEqual(784 + 1e-9);
          expect(view.y + view.height).toBeLessThanOrEqual(300 + 1e-9);
          expect(view.width).toBeGreaterThanOrEqual(8);
        }
      }),
    );
  });

  it('keeps the weight under the pointer where it is', () => {
    const view = zoomView(whole, whole, 2, 392, 150);
    expect(view).toEqual({ x: 196, y: 75, width: 392, height: 150 });
  });

  it('moves just far enough to show a weight', () => {
    const view = { x: 100, y: 100, width: 50, height: 50 };
    expect(showCell(view, whole, 150, 90)).toEqual({ x: 101, y: 90, width: 50, height: 50 });
  });
});

describe('layoutMask', () => {
  it('marks 28 bands of equal width', () => {
    const whole = { x: 0, y: 0, width: 784, height: 300 };
    const layout = layoutMask({ width: 700, fontPx: 14, whole, view: whole, bands: 28, across: true });
    expect(layout.bands).toHaveLength(28);
    const widths = layout.bands.map((each) => each.to - each.from);
    for (const each of widths) expect(each).toBeCloseTo(widths[0]!, 9);
    const named = layout.bands.filter((each) => each.isNamed);
    expect(named[1]!.from - named[0]!.from).toBeGreaterThanOrEqual(2.4 * 14);
  });
});

describe('layoutFilters', () => {
  it('finds the weight again that it placed, at any width', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 1200 }),
        fc.constantFrom([5, 5, 1, 20], [5, 5, 20, 50], [3, 3, 3, 16]),
        (width, shape) => {
          const layout = layoutFilters({
            width,
            fontPx: 14,
            shape: shape as unknown as readonly [number, number, number, number],
            maxKernels: 1280,
          });
          expect(layout.width).toBeLessThanOrEqual(width);
          for (let filter = 0; filter < layout.filters; filter++) {
            const input = filter % layout.inputs;
            const place = layout.toPlace(filter, input);
            expect(layout.findCell(place.x + 2.5 * layout.cell, place.y + 1.5 * layout.cell)).toEqual({
              filter,
              input,
              row: 1,
              column: 2,
            });
          }
        },
      ),
    );
  });

  it('leaves kernels out beyond the most', () => {
    const layout = layoutFilters({ width: 600, fontPx: 14, shape: [3, 3, 64, 64], maxKernels: 1280 });
    expect(layout.filters * layout.inputs).toBeLessThanOrEqual(1280);
  });
});

describe('toInkOutline', () => {
  it('runs around a single pixel of ink', () => {
    const pixels = Uint8Array.of(0, 0, 0, 0, 255, 0, 0, 0, 0);
    expect(toInkOutline(pixels, 3, 3).match(/M/g)).toHaveLength(4);
    expect(toInkOutline(pixels, 3, 3)).toContain('M1,1h1');
  });
});
