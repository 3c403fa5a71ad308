import { describe, expect, it } from 'vitest';
import { findRegion, layoutByteMap, type MapRegion } from './layout.ts';
import { CLOSEST_BITS, clampView, frameBits, moveBits, zoomBits } from './view.ts';

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const regions: readonly MapRegion[] = [
  { id: 'a', part: 'header', label: 'header', bit: 0, bits: 80 },
  { id: 'b', part: 'indices', label: 'positions', bit: 80, bits: 4003 },
  { id: 'c', part: 'weights', label: 'codes', bit: 4083, bits: 3917 },
];
const total = bytes.length * 8;
const layout = (width: number, view = { from: 0, to: total }, fields = [{ bit: 80, bits: 5, label: '3' }]) =>
  layoutByteMap({ width, fontPx: 14, bytes, regions, fields, view });

describe('the view of a file', () => {
  it('stays inside, and no closer than four bytes', () => {
    expect(clampView({ from: -100, to: 100 }, total)).toEqual({ from: 0, to: 200 });
    expect(clampView({ from: 7990, to: 8100 }, total)).toEqual({ from: 7890, to: 8000 });
    expect(clampView({ from: 0, to: 1e9 }, total)).toEqual({ from: 0, to: total });
    expect(zoomBits({ from: 0, to: total }, total, 1e9, 400)).toMatchObject({ to: expect.any(Number) });
    const close = zoomBits({ from: 0, to: total }, total, 1e9, 400);
    expect(close.to - close.from).toBe(CLOSEST_BITS);
    expect(clampView({ from: 0, to: 16 }, 16)).toEqual({ from: 0, to: 16 });
  });

  it('keeps the place that it zooms at where it was, and comes back', () => {
    const view = { from: 1000, to: 3000 };
    const closer = zoomBits(view, total, 4, 1500);
    expect((1500 - closer.from) / (closer.to - closer.from)).toBeCloseTo(0.25, 9);
    const back = zoomBits(closer, total, 0.25, 1500);
    expect(back.from).toBeCloseTo(view.from, 6);
    expect(back.to).toBeCloseTo(view.to, 6);
  });

  it('moves to the ends and no further', () => {
    expect(moveBits({ from: 0, to: 100 }, total, -50)).toEqual({ from: 0, to: 100 });
    expect(moveBits({ from: 0, to: 100 }, total, 1e6)).toEqual({ from: 7900, to: 8000 });
  });

  it('frames a region whole', () => {
    const { from, to } = frameBits(80, 4003, total);
    expect(from).toBeLessThan(80);
    expect(to).toBeGreaterThan(4083);
    const tiny = frameBits(3, 2, total);
    expect(tiny.to - tiny.from).toBe(CLOSEST_BITS);
  });
});

describe.each([300, 560, 1100])('the strip at %i pixels', (width) => {
  it('covers its width with regions, without a gap', () => {
    const { strip, whole } = layout(width);
    for (const spans of [strip.regions, whole.regions]) {
      expect(spans[0]!.x).toBe(0);
      for (let i = 1; i < spans.length; i++)
        expect(spans[i]!.x).toBeCloseTo(spans[i - 1]!.x + spans[i - 1]!.width, 6);
      expect(spans.at(-1)!.x + spans.at(-1)!.width).toBeCloseTo(width - 1, 6);
    }
  });

  it('shows bytes and bits only where they can be read', () => {
    expect(layout(width).bytes).toEqual([]);
    const close = layout(width, { from: 80, to: 112 });
    expect(close.bytes.map(({ text }) => text)).toEqual(['0a', '0b', '0c', '0d']);
    if (width < 400) return;
    expect(close.bits.map(({ text }) => text).join('')).toBe('00001010000010110000110000001101');
    expect(close.fields.map(({ label }) => label)).toEqual(['3']);
  });

  it('counts whole bytes along the strip', () => {
    const { ticks } = layout(width, { from: 800, to: 1600 });
    expect(ticks.every(({ byte }) => Number.isInteger(byte) && byte >= 100 && byte <= 200)).toBe(true);
    expect(ticks.length).toBeGreaterThan(1);
    for (let i = 1; i < ticks.length; i++) expect(ticks[i]!.x - ticks[i - 1]!.x).toBeGreaterThan(30);
  });

  it('finds what is under a place', () => {
    const whole = { from: 0, to: total };
    expect(findRegion(layout(width), whole, 0)).toEqual({ index: 0, bit: 0 });
    expect(findRegion(layout(width), whole, width - 2).index).toBe(2);
  });
});
