import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIGIT_SIZE, findCentreOfMass, type Stroke, toDigitPixels } from './digit.ts';

const one: Stroke = [
  { x: 0.1, y: 0.05 },
  { x: 0.12, y: 0.6 },
];
const el: Stroke = [
  { x: 0.2, y: 0.1 },
  { x: 0.2, y: 0.9 },
  { x: 0.8, y: 0.9 },
];

function toInkBox(pixels: Uint8Array, threshold = 0) {
  const inked = [...pixels.keys()].filter((index) => pixels[index]! > threshold);
  const columns = inked.map((index) => index % DIGIT_SIZE);
  const rows = inked.map((index) => Math.floor(index / DIGIT_SIZE));
  return {
    width: Math.max(...columns) - Math.min(...columns) + 1,
    height: Math.max(...rows) - Math.min(...rows) + 1,
  };
}

describe('drawn digits', () => {
  it('is nothing where nothing was drawn', () => {
    expect(toDigitPixels([])).toBeNull();
    expect(toDigitPixels([[]])).toBeNull();
  });

  it('fills the 20 pixel box along its longer side, wherever it was drawn', () => {
    const { width, height } = toInkBox(toDigitPixels([one])!, 60);
    expect(height).toBeGreaterThanOrEqual(19);
    expect(height).toBeLessThanOrEqual(21);
    expect(width).toBeLessThanOrEqual(5);
  });

  it('puts the centre of mass in the middle of the image, not the centre of the box', () => {
    const centre = findCentreOfMass(toDigitPixels([el])!);
    expect(centre.x).toBeCloseTo(14, 1);
    expect(centre.y).toBeCloseTo(14, 1);
  });

  it('does not depend on where on the pad or how large the digit was drawn', () => {
    const small = el.map(({ x, y }) => ({ x: x * 0.4 + 0.5, y: y * 0.4 + 0.1 }));
    const large = toDigitPixels([el])!;
    const differences = Array.from(toDigitPixels([small])!, (value, index) =>
      Math.abs(value - large[index]!),
    );
    expect(Math.max(...differences)).toBeLessThanOrEqual(1);
  });

  it('has soft edges', () => {
    const greys = new Set(toDigitPixels([el])!);
    expect(greys.has(255)).toBe(true);
    expect(greys.size).toBeGreaterThan(4);
  });

  it('keeps a dot a dot', () => {
    const { width, height } = toInkBox(toDigitPixels([[{ x: 0.7, y: 0.2 }]])!, 60);
    expect(Math.max(width, height)).toBeLessThanOrEqual(4);
  });

  it('takes any strokes without losing the ink over the edge', () => {
    const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
    const stroke = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 4 }), (strokes) => {
        const pixels = toDigitPixels(strokes)!;
        expect(pixels).toHaveLength(784);
        expect(Math.max(...pixels)).toBeGreaterThan(100);
      }),
    );
  });
});
