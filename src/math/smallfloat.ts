/**
 * Floats of 16 and 8 bits: half precision (IEEE 754, binary16), bfloat16, and the two 8-bit formats of
 * Micikevicius et al. 2022 (FP8 Formats for Deep Learning, arXiv 2209.05433, Table 1). Each is a sign, an
 * exponent and a fraction. An exponent of all zeros holds the subnormals, whose spacing is that of the
 * smallest normal numbers. E4M3 gives its largest exponent to numbers: it has no infinities, and one NaN.
 */

export interface SmallFloat {
  readonly exponentBits: number;
  readonly fractionBits: number;
  /** What is taken from the stored exponent. */
  readonly bias: number;
  readonly largest: number;
  /** Without infinities, what is too large becomes NaN. */
  readonly hasInfinities: boolean;
}

export const SMALL_FLOATS = {
  fp16: { exponentBits: 5, fractionBits: 10, bias: 15, largest: 65504, hasInfinities: true },
  bf16: { exponentBits: 8, fractionBits: 7, bias: 127, largest: 255 * 2 ** 120, hasInfinities: true },
  e4m3: { exponentBits: 4, fractionBits: 3, bias: 7, largest: 448, hasInfinities: false },
  e5m2: { exponentBits: 5, fractionBits: 2, bias: 15, largest: 57344, hasInfinities: true },
} as const satisfies Readonly<Record<string, SmallFloat>>;

export type SmallFloatName = keyof typeof SMALL_FLOATS;

export const SMALL_FLOAT_NAMES = Object.keys(SMALL_FLOATS) as readonly SmallFloatName[];

/** Bits of a number, the sign with them. */
export function countFloatBits({ exponentBits, fractionBits }: SmallFloat): number {
  return 1 + exponentBits + fractionBits;
}

/** The exponent of the smallest normal numbers, which the subnormals share. */
export function leastExponentOf({ bias }: SmallFloat): number {
  return 1 - bias;
}

/** The smallest number above zero. */
export function leastOf(format: SmallFloat): number {
  return 2 ** (leastExponentOf(format) - format.fractionBits);
}

/** The distance from a number's size to the next one: the unit in its last place. */
export function spacingOf(format: SmallFloat, value: number): number {
  return 2 ** (Math.max(exponentOf(value), leastExponentOf(format)) - format.fractionBits);
}

const word = new DataView(new ArrayBuffer(8));

/** The whole number e with 2^e <= |value| < 2^(e + 1); very small for zero and double subnormals. */
export function exponentOf(value: number): number {
  word.setFloat64(0, value);
  return ((word.getUint16(0) >> 4) & 0x7ff) - 1023;
}

/**
 * The nearest number of a format, ties to the one whose last bit is zero. What would round beyond the largest
 * becomes an infinity, or NaN where there is none; the sign of zero stays.
 */
export function roundToFloat(format: SmallFloat, value: number): number {
  if (value === 0 || Number.isNaN(value)) return value;
  const size = Math.abs(value);
  const spacing = spacingOf(format, value);
  // Dividing by a power of two is exact, and so is the product: the number has few bits.
  const rounded = size === Number.POSITIVE_INFINITY ? size : roundHalfToEven(size / spacing) * spacing;
  const beyond = format.hasInfinities ? Number.POSITIVE_INFINITY : Number.NaN;
  const result = rounded > format.largest ? beyond : rounded;
  return value < 0 ? -result : result;
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

/** Values one by one. */
export function roundAllToFloat(format: SmallFloat, values: Float32Array): Float32Array {
  return values.map((value) => roundToFloat(format, value));
}

/** The number that a code means: sign, exponent and fraction from its highest bit down. */
export function fromFloatCode(format: SmallFloat, code: number): number {
  const { exponentBits, fractionBits, bias, hasInfinities } = format;
  const fraction = code & (2 ** fractionBits - 1);
  const stored = (code >> fractionBits) & (2 ** exponentBits - 1);
  const sign = code >> (exponentBits + fractionBits) === 1 ? -1 : 1;
  if (stored === 2 ** exponentBits - 1) {
    if (hasInfinities) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    if (fraction === 2 ** fractionBits - 1) return Number.NaN;
  }
  if (stored === 0) return sign * fraction * leastOf(format);
  return sign * (1 + fraction / 2 ** fractionBits) * 2 ** (stored - bias);
}

/** The code of a value once it is rounded. */
export function toFloatCode(format: SmallFloat, value: number): number {
  const { exponentBits, fractionBits, bias, hasInfinities } = format;
  const rounded = roundToFloat(format, value);
  const sign = (rounded < 0 || Object.is(rounded, -0) ? 1 : 0) << (exponentBits + fractionBits);
  const top = (2 ** exponentBits - 1) << fractionBits;
  if (Number.isNaN(rounded)) return top | (hasInfinities ? 2 ** (fractionBits - 1) : 2 ** fractionBits - 1);
  const size = Math.abs(rounded);
  if (size === Number.POSITIVE_INFINITY) return sign | top;
  const exponent = exponentOf(size);
  if (exponent < leastExponentOf(format)) return sign | (size / leastOf(format));
  const fraction = (size / 2 ** exponent - 1) * 2 ** fractionBits;
  return sign | ((exponent + bias) << fractionBits) | fraction;
}
