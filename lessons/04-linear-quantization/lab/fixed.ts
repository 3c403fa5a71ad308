/**
 * Fixed point: whole numbers in two's complement whose lowest bits stand behind a point, so that the step is
 * a power of two. Where the point stands is chosen from statistics, layer by layer.
 */
import type { LinearGrid } from '../../../src/math/lineargrid.ts';

/** Words of so many bits with the point before the last `point` of them. */
export function toFixedGrid(bits: number, point: number): LinearGrid {
  return { scale: 2 ** -point, zeroPoint: 2 ** (bits - 1), least: 0, most: 2 ** bits - 1 };
}

/** The most bits behind the point with which no value overflows; none below zero. */
export function findPoint(values: Float32Array, bits: number): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const wholeBits = largest === 0 ? 0 : Math.ceil(Math.log2(largest + 2 ** -20));
  return Math.max(0, bits - 1 - wholeBits);
}
