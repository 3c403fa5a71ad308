/**
 * Fixed point: whole numbers whose binary point stands at the same place for all values of a tensor, so that
 * a step is a power of two and multiplying by it is a shift. Where the point stands best is chosen from the
 * values (Qiu et al. 2016, "Going Deeper with Embedded FPGA Platform", section 5.1, layer by layer).
 */
import { roundHalfToEven } from './rounding.ts';

/** Places that are tried beyond the one at which no value is cut off. */
const TRIED = 4;

/**
 * The bits behind the point, maybe negative or more than `bits`, at which signed whole numbers of so many
 * bits have the least squared error; the fewest of them where several have. 0 where all values are zero.
 */
export function findRadixPoint(values: Float32Array, bits: number): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return 0;
  const whole = findWhole(largest, bits);
  let best = { point: whole, error: Number.POSITIVE_INFINITY };
  for (let point = whole; point < whole + TRIED; point++) {
    const error = values.reduce((sum, value) => sum + (value - toFixedPoint(value, bits, point)) ** 2, 0);
    if (error < best.error) best = { point, error };
  }
  return best.point;
}

/** The most bits behind the point at which a value is not cut off by more than half a step. */
function findWhole(largest: number, bits: number): number {
  let point = 0;
  while (largest * 2 ** point <= 2 ** (bits - 1) - 0.5 && point < 126) point++;
  while (largest * 2 ** point > 2 ** (bits - 1) - 0.5) point--;
  return point;
}

/** A value as a signed whole number of so many bits with `point` of them behind the binary point. */
export function toFixedPoint(value: number, bits: number, point: number): number {
  const most = 2 ** (bits - 1) - 1;
  return Math.min(Math.max(roundHalfToEven(value * 2 ** point), -most - 1), most) / 2 ** point;
}
