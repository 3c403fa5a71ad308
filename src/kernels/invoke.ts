/**
 * How does one kernel call another? tfjs kernels take and give bare tensor records of their backend, outside of its
 * tape and scopes, so whoever composes kernels frees what lies between. These helpers call registered kernels by name
 * and count what must be freed.
 */
import {
  type DataType,
  getKernel,
  type KernelBackend,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/** The part of tfjs's WASM backend that kernels use. */
export interface WasmKernelBackend extends KernelBackend {
  disposeData(dataId: object, force?: boolean): boolean;
  makeOutput(shape: readonly number[], dtype: DataType): TensorInfo;
  /** A view of a tensor's memory; stale as soon as anything is allocated. */
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
}

/** Calls stock or own kernels of the WASM backend and frees every intermediate result but the one kept. */
export class KernelScope {
  private readonly owned: TensorInfo[] = [];
  private readonly backend: WasmKernelBackend;

  constructor(backend: WasmKernelBackend) {
    this.backend = backend;
  }

  /** Runs a kernel with one output; the scope owns the result. */
  run(name: string, inputs: Record<string, TensorInfo> | TensorInfo[], attrs: object = {}): TensorInfo {
    const kernel = getKernel(name, 'wasm');
    if (kernel === undefined || kernel === null) throw new Error(`the wasm backend has no kernel ${name}`);
    const result = kernel.kernelFunc({
      inputs: inputs as NamedTensorInfoMap,
      attrs: attrs as NamedAttrMap,
      backend: this.backend,
    });
    const output = Array.isArray(result) ? result[0] : result;
    if (output === undefined) throw new Error(`kernel ${name} gave no output`);
    this.owned.push(output);
    return output;
  }

  transpose(x: TensorInfo, perm: readonly number[]): TensorInfo {
    return this.run('Transpose', { x }, { perm });
  }

  reshape(x: TensorInfo, shape: readonly number[]): TensorInfo {
    return this.run('Reshape', { x }, { shape });
  }

  slice(x: TensorInfo, begin: readonly number[], size: readonly number[]): TensorInfo {
    return this.run('Slice', { x }, { begin, size });
  }

  /** Frees all results but `kept`, which the caller owns from now on. */
  finish(kept: TensorInfo): TensorInfo {
    for (const each of this.owned) if (each !== kept) this.backend.disposeData(each.dataId);
    this.owned.length = 0;
    return kept;
  }
}
