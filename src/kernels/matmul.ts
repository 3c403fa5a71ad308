/**
 * Why does a dense layer train ten times slower than it infers on stock tfjs? Its backward pass multiplies by a
 * transposed operand, and the WASM backend has a fast product only for plain ones. Here transposed operands are
 * written out transposed first.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { KernelScope, type WasmKernelBackend } from './invoke.ts';

function transposeLastTwo(scope: KernelScope, x: TensorInfo): TensorInfo {
  const rank = x.shape.length;
  const perm = x.shape.map((_, axis) => axis);
  perm.splice(rank - 2, 2, rank - 1, rank - 2);
  return scope.transpose(x, perm);
}

/** Wraps the stock BatchMatMul kernel so that it only ever sees plain operands. */
export function createMatMul(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const { a, b } = inputs as unknown as { a: TensorInfo; b: TensorInfo };
    const { transposeA, transposeB } = attrs as unknown as { transposeA: boolean; transposeB: boolean };
    if (!transposeA && !transposeB) return stock(call);
    const scope = new KernelScope(backend as WasmKernelBackend);
    const plain = {
      a: transposeA ? transposeLastTwo(scope, a) : a,
      b: transposeB ? transposeLastTwo(scope, b) : b,
    };
    const product = stock({ inputs: plain, attrs: { transposeA: false, transposeB: false }, backend });
    return scope.finish(product as TensorInfo);
  };
}
