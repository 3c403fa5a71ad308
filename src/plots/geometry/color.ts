/**
 * Colours between colours. Mixed in Oklab (Björn Ottosson, "A perceptual color space for image processing",
 * 2020), where equal steps look equal, so that a weight of half the size looks half as strong on light and
 * dark paper.
 */

/** Channels 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Steps of a scale's table; odd, so that a diverging scale has a middle. */
const STEPS = 257;

/** Packed RGB triples from `from` (index 0) to `to`, `STEPS` of them. */
export type ColorTable = Uint8ClampedArray;

export function createSequentialTable(from: Rgb, to: Rgb): ColorTable {
  return fill((t) => mixColors(from, to, t));
}

export function createDivergingTable(negative: Rgb, middle: Rgb, positive: Rgb): ColorTable {
  return fill((t) =>
    t < 0.5 ? mixColors(middle, negative, 1 - 2 * t) : mixColors(middle, positive, 2 * t - 1),
  );
}

/** The offset of the triple for a fraction from 0 to 1; clamped. */
export function toTableOffset(fraction: number): number {
  const clamped = fraction > 0 ? (fraction < 1 ? fraction : 1) : 0;
  return 3 * Math.round(clamped * (STEPS - 1));
}

export function toCssColor(table: ColorTable, fraction: number): string {
  const at = toTableOffset(fraction);
  return `rgb(${table[at]} ${table[at + 1]} ${table[at + 2]})`;
}

export function mixColors(a: Rgb, b: Rgb, t: number): Rgb {
  const [from, to] = [toOklab(a), toOklab(b)];
  return fromOklab([0, 1, 2].map((i) => from[i]! + (to[i]! - from[i]!) * t) as unknown as Rgb);
}

function fill(toColor: (t: number) => Rgb): ColorTable {
  const table = new Uint8ClampedArray(3 * STEPS);
  for (let i = 0; i < STEPS; i++) table.set(toColor(i / (STEPS - 1)), 3 * i);
  return table;
}

/** Lightness from 0 to 1, and two axes: green to red, blue to yellow. */
export function toOklab(rgb: Rgb): Rgb {
  const [r, g, b] = rgb.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** May lie outside of what sRGB can show. */
export function fromOklab([lightness, a, b]: Rgb): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return linear.map(
    (c) => 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055),
  ) as unknown as Rgb;
}
