import { describe, expect, it } from 'vitest';
import { type Rgb, toOklab } from '../geometry/color.ts';
import { TOLD_APART, toTint, toTintRgb } from './tint.ts';

/** Ink of the themes on these tints: src/ui/theme/tokens.css. */
const INK = { light: [29, 28, 26], dark: [236, 234, 227] } as const;

/**
 * What colour blindness leaves of linear RGB, at full severity: Machado, Oliveira and Fernandes 2009, table
 * 1.
 */
const VISIONS = {
  'full colour': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

const toLinear = (channel: number) => {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const toGamma = (c: number) => 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

function see(rgb: Rgb, matrix: readonly number[]): Rgb {
  const linear = rgb.map(toLinear);
  return [0, 3, 6].map((row) =>
    toGamma(
      Math.min(
        1,
        Math.max(
          0,
          linear.reduce((sum, c, i) => sum + matrix[row + i]! * c, 0),
        ),
      ),
    ),
  ) as unknown as Rgb;
}

const toDistance = (a: Rgb, b: Rgb) => {
  const [from, to] = [toOklab(a), toOklab(b)];
  return Math.hypot(...from.map((value, i) => value - to[i]!));
};
const toLuminance = (rgb: readonly number[]) =>
  0.2126 * toLinear(rgb[0]!) + 0.7152 * toLinear(rgb[1]!) + 0.0722 * toLinear(rgb[2]!);

describe.each(['light', 'dark'] as const)('tints of codes on %s paper', (scheme) => {
  const tints = (count: number) => Array.from({ length: count }, (_, code) => toTintRgb(code, count, scheme));

  // 0.02 in Oklab is about the least difference that is noticed side by side.
  it.each(Object.entries(VISIONS))('are told apart up to twelve with %s', (_, matrix) => {
    for (let count = 2; count <= TOLD_APART; count++) {
      const seen = tints(count).map((tint) => see(tint, matrix));
      for (const [i, one] of seen.entries()) {
        for (const other of seen.slice(i + 1)) expect(toDistance(one, other)).toBeGreaterThan(0.022);
      }
    }
  });

  it.each(Object.entries(VISIONS))('set neighbours apart whatever their number with %s', (_, matrix) => {
    for (const count of [2, 4, 8, 12, 16, 64, 256]) {
      const seen = tints(count).map((tint) => see(tint, matrix));
      for (let code = 1; code < count; code++)
        expect(toDistance(seen[code]!, seen[code - 1]!), `${code} of ${count}`).toBeGreaterThan(0.05);
    }
  });

  it('leave ink on them readable', () => {
    for (const tint of tints(256)) {
      const [low, high] = [toLuminance(tint), toLuminance(INK[scheme])].sort((a, b) => a - b);
      expect((high! + 0.05) / (low! + 0.05)).toBeGreaterThan(6);
    }
  });
});

it('gives a weight without a code the panel', () => {
  expect(toTint(null, 4)).toBe('var(--plot-panel)');
});
