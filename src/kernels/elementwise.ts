/**
 * Small operations that cost more than they should on tfjs's WASM backend: copies that need not be made, and
 * the gradient of relu in one pass instead of two.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { kernelModuleOf, type WasmKernelBackend } from './module.ts';

/**
 * tfjs's Identity: another name for the same memory. tfjs's own copies, and tfjs saves tensors for gradients
 * through it.
 */
export function createIdentity(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { x } = call.inputs as unknown as { x: TensorInfo };
    if (x.dtype === 'string') return stock(call);
    (call.backend as WasmKernelBackend).incRef(x.dataId as object);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  };
}

/** dy where y > 0, else 0: the gradient of relu from its output. */
export const reluGrad: KernelFunc = ({ inputs, backend }) => {
  const { dy, y } = inputs as unknown as { dy: TensorInfo; y: TensorInfo };
  const kernels = kernelModuleOf(backend);
  const dx = kernels.allocate(y.shape);
  const count = y.shape.reduce((product, size) => product * size, 1);
  kernels.exports.reluGradient(kernels.address(dy), kernels.address(y), kernels.address(dx), count);
  return dx;
};
