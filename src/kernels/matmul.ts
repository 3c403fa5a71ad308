/**
 * The matrix product of tfjs on our kernels: all four transposed forms and batches with broadcasting. Why not
 * tfjs's own: its products with a transposed operand, which every backward pass needs, run ten times slower
 * than plain ones.
 */
import { broadcast_util, type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { type KernelModule, kernelModuleOf } from './module.ts';

/** Sizes of c[m, n] = op(a)[m, k] op(b)[k, n]. */
export interface ProductSizes {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Fewer rows than this do not repay the packing of B. */
const FEW_ROWS = 4;

/** Floats of n columns and k rows packed as panels. */
export function panelFloats(k: number, n: number): number {
  return k * Math.ceil(n / 4) * 4;
}

/** Computes products of matrices at addresses; equal addresses of B in a row are packed once. */
export function multiplyAt(
  kernels: KernelModule,
  { m, k, n, transposeA, transposeB }: ProductSizes,
  places: readonly { a: number; b: number; c: number }[],
): void {
  const { exports } = kernels;
  if (!transposeA && !transposeB && m < FEW_ROWS) {
    for (const { a, b, c } of places) exports.multiplyFew(a, b, c, m, k, n);
    return;
  }
  const [panels, columns] = kernels.scratch(4 * panelFloats(k, n), transposeA ? 16 * k + 128 : 0) as [
    number,
    number,
  ];
  let packed = 0;
  for (const { a, b, c } of places) {
    if (b !== packed) exports.packMatrix(b, k, n, transposeB ? 1 : 0, panels);
    packed = b;
    if (transposeA) exports.multiplyColumns(a, panels, c, m, k, n, columns);
    else exports.multiplyRows(a, panels, c, m, k, n);
  }
}

function readSizes(a: TensorInfo, b: TensorInfo, transposeA: boolean, transposeB: boolean): ProductSizes {
  const [a0, a1] = a.shape.slice(-2) as [number, number];
  const [b0, b1] = b.shape.slice(-2) as [number, number];
  const [m, k] = transposeA ? [a1, a0] : [a0, a1];
  const [depth, n] = transposeB ? [b1, b0] : [b0, b1];
  util.assert(
    k === depth,
    () => `matMul needs equal inner sizes, got ${k} of [${a.shape}] and ${depth} of [${b.shape}]`,
  );
  return { m, k, n, transposeA, transposeB };
}

/** tfjs's BatchMatMul. */
export const batchMatMul: KernelFunc = ({ inputs, attrs, backend }) => {
  const kernels = kernelModuleOf(backend);
  const { a, b } = inputs as unknown as { a: TensorInfo; b: TensorInfo };
  const { transposeA, transposeB } = attrs as unknown as { transposeA: boolean; transposeB: boolean };
  const sizes = readSizes(a, b, transposeA, transposeB);
  const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const batch = broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
  const output = kernels.allocate([...batch, sizes.m, sizes.n]);
  const [aAt, bAt, cAt] = [a, b, output].map((each) => kernels.address(each)) as [number, number, number];
  const count = util.sizeFromShape(batch);
  // As in tfjs, a batch is shared as a whole or matches as a whole.
  const [stepA, stepB] = [batchA, batchB].map((shape) => (util.sizeFromShape(shape) === 1 ? 0 : 1)) as [
    number,
    number,
  ];
  const places = Array.from({ length: count }, (_, i) => ({
    a: aAt + 4 * i * stepA * sizes.m * sizes.k,
    b: bAt + 4 * i * stepB * sizes.k * sizes.n,
    c: cAt + 4 * i * sizes.m * sizes.n,
  }));
  multiplyAt(kernels, sizes, places);
  return output;
};
