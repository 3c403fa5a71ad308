/**
 * Products of quantized matrices in whole numbers alone (Jacob et al. 2018, arXiv 1712.05877, section 2):
 * sums of products in 32 bits, and a rescaling to 8 bits by a whole multiplier and a shift. The plain
 * reference of what the kernels compute.
 */
import { roundHalfToEven } from './rounding.ts';

/** Whole numbers of a matrix in row-major order, and the one that stands for zero. */
export interface QuantizedMatrix {
  readonly values: ArrayLike<number>;
  readonly zeroPoint: number;
}

/**
 * The product of (a - its zero point) and (b - its zero point), summed in 32 bits.
 * @param left [rows, depth]
 * @param right [depth, columns]
 * @returns [rows, columns]
 * @throws RangeError where a matrix has another size, or a sum leaves 32 bits
 */
export function multiplyQuantized(
  left: QuantizedMatrix,
  right: QuantizedMatrix,
  { rows, depth, columns }: { readonly rows: number; readonly depth: number; readonly columns: number },
): Int32Array {
  if (left.values.length !== rows * depth || right.values.length !== depth * columns)
    throw new RangeError(
      `matrices of ${rows} x ${depth} and ${depth} x ${columns} need ${rows * depth} and ${depth * columns} values, got ${left.values.length} and ${right.values.length}`,
    );
  return Int32Array.from({ length: rows * columns }, (_, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    let sum = 0;
    for (let k = 0; k < depth; k++) {
      const a = left.values[row * depth + k]! - left.zeroPoint;
      const b = right.values[k * columns + column]! - right.zeroPoint;
      sum += a * b;
    }
    if (sum !== (sum | 0))
      throw new RangeError(`the sum ${sum} at row ${row}, column ${column} leaves 32 bits`);
    return sum;
  });
}

/** A positive factor as a whole number of 31 bits and a shift to the right: multiplier / 2^(31 + shift). */
export interface Multiplier {
  /** From 2^30 to 2^31 - 1. */
  readonly multiplier: number;
  /** Negative for factors of 1 or more. */
  readonly shift: number;
}

/**
 * The nearest multiplier; with all 31 bits its relative error is at most 2^-31.
 * @param bits how many of the 31 may be used; the others are zero
 * @throws RangeError where the factor is not positive and finite
 */
export function toMultiplier(factor: number, bits = 31): Multiplier {
  if (!(factor > 0 && Number.isFinite(factor)))
    throw new RangeError(`a factor must be positive and finite, got ${factor}`);
  let shift = 0;
  let fraction = factor;
  for (; fraction < 0.5; shift++) fraction *= 2;
  for (; fraction >= 1; shift--) fraction /= 2;
  const multiplier = Math.round(fraction * 2 ** bits) * 2 ** (31 - bits);
  return multiplier === 2 ** 31 ? { multiplier: 2 ** 30, shift: shift - 1 } : { multiplier, shift };
}

/**
 * A multiplier whose products with sums a double holds exactly (53 bits), wherever the result is not cut: so
 * kernels that compute with doubles give the same integers. For factors from 2^-13 up to results of 9 bits it
 * has all 31 bits, and never fewer than 22.
 * @param most the largest size of a sum
 * @param reach the largest size of a result that is not cut
 */
export function toExactMultiplier(factor: number, most: number, reach: number): Multiplier {
  const { shift } = toMultiplier(factor);
  const sums = Math.min(most, reach * 2 ** (shift + 1));
  return toMultiplier(factor, Math.min(31, 53 - Math.ceil(Math.log2(Math.max(sums, 1) + 1))));
}

/**
 * A sum times a multiplier, rounded once to the nearest whole number, ties to the even one. Exact: the
 * product of up to 62 bits is never rounded before.
 */
export function rescale(sum: number, { multiplier, shift }: Multiplier): number {
  const short = sum * multiplier;
  if (Number.isSafeInteger(short)) return roundHalfToEven(short / 2 ** (31 + shift));
  const product = BigInt(sum) * BigInt(multiplier);
  const bits = BigInt(31 + shift);
  if (bits <= 0n) return Number(product << -bits);
  const low = product >> bits;
  const rest = product - (low << bits);
  const half = 1n << (bits - 1n);
  const isUp = rest > half || (rest === half && (low & 1n) === 1n);
  return Number(isUp ? low + 1n : low);
}

/** A sum as a whole number of the layer's output: rescaled, moved to its zero point, and cut to 8 bits. */
export function requantize(
  sum: number,
  multiplier: Multiplier,
  { zeroPoint, least, most }: { readonly zeroPoint: number; readonly least: number; readonly most: number },
): number {
  return Math.min(Math.max(rescale(sum, multiplier) + zeroPoint, least), most);
}
