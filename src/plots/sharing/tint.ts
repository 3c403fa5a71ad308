/**
 * The paper's tint of a code. From the lowest code to the highest the hue goes from blue over grey to orange
 * in even steps, which those who confuse red and green, or blue and green, see as steps too; lightness takes
 * turns on three levels, so that neighbours stand apart whatever their number. Twelve codes are told apart by
 * tint alone (tint.test.ts); beyond, their numbers tell. Ink stays readable on all.
 */
import { fromOklab, type Rgb } from '../geometry/color.ts';

/** Tints that are told apart without their numbers. */
export const TOLD_APART = 12;

interface Tints {
  /** Lightness in Oklab of codes 0, 1, 2, 3, 4, ... in turns. */
  readonly levels: readonly [number, number, number];
  /** How strong the hue is at each level: as strong as sRGB can show there. */
  readonly strengths: readonly [number, number, number];
  /** The a and b of Oklab at either end. */
  readonly ends: readonly [readonly [number, number], readonly [number, number]];
}

const TINTS: Readonly<Record<'light' | 'dark', Tints>> = {
  light: {
    levels: [0.76, 0.84, 0.92],
    strengths: [1, 0.85, 0.6],
    ends: [
      [-0.055, -0.1],
      [0.075, 0.12],
    ],
  },
  dark: {
    levels: [0.25, 0.34, 0.43],
    strengths: [0.7, 0.9, 1],
    ends: [
      [-0.05, -0.1],
      [0.09, 0.09],
    ],
  },
};

/** A CSS colour for code `code` of `count`; the panel's for a weight without a code. */
export function toTint(code: number | null, count: number): string {
  if (code === null) return 'var(--plot-panel)';
  const [light, dark] = [toTintRgb(code, count, 'light'), toTintRgb(code, count, 'dark')];
  return `light-dark(rgb(${light.join(' ')}), rgb(${dark.join(' ')}))`;
}

/** Channels from 0 to 255, whole. */
export function toTintRgb(code: number, count: number, scheme: 'light' | 'dark'): Rgb {
  const { levels, strengths, ends } = TINTS[scheme];
  const place = count < 2 ? 0 : code / (count - 1);
  const turn = code % 3;
  const [a, b] = [0, 1].map((i) => (ends[0][i]! + (ends[1][i]! - ends[0][i]!) * place) * strengths[turn]!);
  const rgb = fromOklab([levels[turn]!, a!, b!]);
  return rgb.map((channel) => Math.round(Math.min(255, Math.max(0, channel)))) as unknown as Rgb;
}
