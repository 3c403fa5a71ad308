import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTextWidth } from '../geometry/text.ts';
import { findFront, layoutPareto, type ParetoGroup, type ParetoPoint } from './layout.ts';

const group: ParetoGroup = {
  id: 'own',
  label: 'own',
  variant: 'accent',
  marker: 'circle',
  hasFront: true,
  hasNames: true,
};
const toPoint = (x: number, y: number, index: number): ParetoPoint => ({
  id: String(index),
  group: 'own',
  label: `run ${index}`,
  x,
  y,
});
const anyPoints = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 30 })), { maxLength: 30 })
  .map((list) => list.map(([x, y], index) => toPoint(x, y, index)));
const beats = (a: ParetoPoint, b: ParetoPoint) => a.x <= b.x && a.y <= b.y && (a.x < b.x || a.y < b.y);

describe('the front', () => {
  it('holds each point that no other beats, and no other', () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        const front = findFront(points);
        for (const point of points) {
          const isBeaten = points.some((other) => beats(other, point));
          expect(front.some(({ x, y }) => x === point.x && y === point.y)).toBe(!isBeaten);
        }
        expect(new Set(front.map(({ x, y }) => `${x} ${y}`)).size).toBe(front.length);
      }),
    );
  });

  it('goes down from left to right', () => {
    const front = findFront([toPoint(9, 1, 0), toPoint(3, 5, 1), toPoint(5, 5, 2), toPoint(4, 2, 3)]);
    expect(front.map(({ id }) => id)).toEqual(['1', '3', '0']);
  });
});

describe('the layout', () => {
  const lay = (points: readonly ParetoPoint[], width = 600) =>
    layoutPareto({
      width,
      fontPx: 14,
      groups: [group],
      points,
      x: { label: 'bytes', kind: 'log' },
      y: { label: 'error' },
    });

  it('keeps every point inside the plot, in reading order, and says which are on the front', () => {
    const points = [toPoint(1000, 3, 0), toPoint(100, 5, 1), toPoint(2000, 4, 2)];
    for (const width of [320, 600, 1200]) {
      const { points: placed, area } = lay(points, width);
      expect(placed.map(({ point }) => point.id)).toEqual(['1', '0', '2']);
      expect(placed.map(({ isOnFront }) => isOnFront)).toEqual([true, true, false]);
      for (const { x, y } of placed) {
        expect(x).toBeGreaterThanOrEqual(area.left);
        expect(x).toBeLessThanOrEqual(area.right);
        expect(y).toBeGreaterThanOrEqual(area.top);
        expect(y).toBeLessThanOrEqual(area.bottom);
      }
    }
  });

  it('has room for the label of the last tick', () => {
    const points = [toPoint(9000, 3, 0), toPoint(31_000, 5, 1)];
    const { xTicks, width } = layoutPareto({
      width: 320,
      fontPx: 14,
      groups: [group],
      points,
      x: { label: 'bytes', kind: 'log', format: (value) => `${value} bytes` },
      y: { label: 'error' },
    });
    const last = xTicks.at(-1)!;
    expect(last.pixel + estimateTextWidth(last.text, 14) / 2).toBeLessThanOrEqual(width + 1);
  });

  it('never writes one name over another', () => {
    const crowd = Array.from({ length: 12 }, (_, index) => toPoint(1000 + index, 3 + index / 100, index));
    const { names } = lay(crowd);
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBeLessThan(12);
    expect(new Set(names.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)).size).toBe(names.length);
  });

  it('draws a front of a single point, and nothing for none', () => {
    expect(lay([toPoint(100, 2, 0)]).fronts).toHaveLength(1);
    expect(lay([]).fronts).toEqual([]);
    expect(lay([]).points).toEqual([]);
  });
});

describe('a part of the plot', () => {
  const axes = { x: { label: 'bytes', kind: 'log' }, y: { label: 'error', kind: 'log' } } as const;
  const points = [toPoint(10_000, 0.02, 0), toPoint(20_000, 0.016, 1), toPoint(900_000, 0.9, 2)];
  const input = { width: 640, fontPx: 14, groups: [group], points, ...axes };

  it('spreads what lies in it over the whole, and leaves the rest out', () => {
    const whole = layoutPareto(input);
    // The lower left quarter.
    const part = layoutPareto({ ...input, view: { x: 0, y: 500, width: 500, height: 500 } });
    expect(whole.points).toHaveLength(3);
    expect(part.points.map(({ point }) => point.id)).toEqual(['0', '1']);
    const [first, second] = part.points;
    const before = whole.points[1]!.x - whole.points[0]!.x;
    const scale = (part.area.right - part.area.left) / (whole.area.right - whole.area.left);
    expect(second!.x - first!.x).toBeCloseTo(2 * before * scale, 6);
  });

  it('has ticks however close it is', () => {
    const close = layoutPareto({ ...input, view: { x: 600, y: 900, width: 10, height: 10 } });
    expect(close.xTicks.length).toBeGreaterThan(1);
    expect(close.yTicks.length).toBeGreaterThan(1);
  });
});
