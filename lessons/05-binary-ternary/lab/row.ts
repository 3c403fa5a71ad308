/** Sixty-four weights of one unit of a dense layer, as two words of signs, and what two such rows give. */
import { countOnes, multiplySigns, packSigns } from '../../../src/math/binaryproduct.ts';
import type { Kernel } from '../../parts/kernels.ts';

export const ROW = 64;

/** The worked case of the text. */
export const WORKED = { left: [1, -1, 1, -1, 1, 1], right: [1, 1, -1, 1, 1, -1] } as const;

/** Neurons of LeNet-5's fc1 whose rows agree far more often than chance would have it, counted from 1. */
export const ALIKE = { a: 2, b: 91 } as const;

/** The weights of the first 64 inputs of a unit; the kernel is [inputs, units]. */
export function toRow({ shape, values }: Pick<Kernel, 'shape' | 'values'>, unit: number): Float32Array {
  const units = shape.at(-1)!;
  return Float32Array.from({ length: ROW }, (_, input) => values[input * units + unit]!);
}

export interface SignProduct {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly differing: number;
  readonly product: number;
}

export function multiplyRows(left: ArrayLike<number>, right: ArrayLike<number>): SignProduct {
  const [a, b] = [packSigns(left), packSigns(right)];
  const differing = a.reduce((sum, word, at) => sum + countOnes(word ^ b[at]!), 0);
  return { left: a, right: b, differing, product: multiplySigns(a, b, left.length) };
}

/** The dense layer that has most weights: rows of its units are compared. */
export function findDenseKernel(kernels: readonly Kernel[]): Kernel | null {
  return kernels
    .filter(({ shape }) => shape.length === 2)
    .reduce<Kernel | null>(
      (most, each) => (most === null || each.values.length > most.values.length ? each : most),
      null,
    );
}
