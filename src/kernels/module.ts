/**
 * Our kernels live in a WebAssembly module of their own that imports the memory of tfjs's WASM backend, so
 * that they read and write tensors in place. tfjs's module exports that memory as `asm.memory`. Ours has no
 * data, stack or allocator in it; scratch space comes from tfjs's own malloc.
 *
 * The threaded build of tfjs has a shared memory, which this module cannot import; the lab runs the
 * single-threaded one.
 */
import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { KERNELS_BASE64 } from './binary.ts';
import type { KernelExports } from './exports.ts';

/** The part of tfjs's WASM backend that kernels use. */
export interface WasmKernelBackend extends KernelBackend {
  readonly wasm: {
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(address: number): void;
    readonly HEAPU8: Uint8Array;
  };
  disposeData(dataId: object, force?: boolean): boolean;
  incRef(dataId: object): void;
  makeOutput(shape: readonly number[], dtype: DataType): TensorInfo;
  /** A view of a tensor's memory; stale as soon as anything is allocated. */
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
  getMemoryOffset(dataId: object): number;
}

/** Our module on one backend's memory. */
export class KernelModule {
  readonly exports: KernelExports;
  readonly #backend: WasmKernelBackend;
  readonly #memory: WebAssembly.Memory;
  #scratch = 0;
  #scratchBytes = 0;
  readonly #reserved = new Map<number, { readonly start: number; readonly bytes: number }>();

  constructor(backend: WasmKernelBackend) {
    const memory = backend.wasm.asm?.memory;
    if (memory === undefined || !(memory.buffer instanceof ArrayBuffer)) {
      throw new Error(
        "the kernels need tfjs's single-threaded WASM backend: set WASM_HAS_MULTITHREAD_SUPPORT to false",
      );
    }
    this.#backend = backend;
    this.#memory = memory;
    this.exports = createExports(memory);
  }

  /** Address of a tensor's first element. Addresses of live tensors do not move. */
  address(tensor: TensorInfo): number {
    return this.#backend.getMemoryOffset(tensor.dataId as object);
  }

  /** Makes a float32 tensor of undefined content. The caller or tfjs owns it. */
  allocate(shape: readonly number[]): TensorInfo {
    return this.#backend.makeOutput(shape, 'float32');
  }

  /**
   * Cuts the scratch area into parts of the given sizes in bytes and returns their addresses, multiples of
   * 64. Content is undefined; the next call hands out the same memory again.
   */
  scratch(...bytes: number[]): number[] {
    const total = bytes.reduce((sum, each) => sum + roundUp(each), 64);
    if (total > this.#scratchBytes) {
      if (this.#scratch !== 0) this.#backend.wasm._free(this.#scratch);
      this.#scratch = this.#backend.wasm._malloc(total) >>> 0;
      this.#scratchBytes = this.#scratch === 0 ? 0 : total;
      if (this.#scratch === 0) throw new Error(`no memory for ${total} bytes of scratch space`);
    }
    let next = roundUp(this.#scratch);
    return bytes.map((each) => {
      const at = next;
      next += roundUp(each);
      return at;
    });
  }

  /**
   * Memory of its own, zeroed, at a multiple of 64, with 64 bytes to spare at its end, until `release`.
   * @throws when there is none left
   */
  reserve(bytes: number): number {
    const total = roundUp(bytes) + 128;
    const start = this.#backend.wasm._malloc(total) >>> 0;
    if (start === 0) throw new Error(`no memory for ${bytes} bytes`);
    this.exports.clearBytes(start, total);
    const at = roundUp(start);
    this.#reserved.set(at, { start, bytes });
    return at;
  }

  release(at: number): void {
    const block = this.#reserved.get(at);
    if (block === undefined) throw new Error(`nothing is reserved at ${at}`);
    this.#backend.wasm._free(block.start);
    this.#reserved.delete(at);
  }

  /** Bytes that were reserved and not released. */
  get reservedBytes(): number {
    return [...this.#reserved.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The whole memory as floats, valid until the next allocation. */
  floats(): Float32Array {
    return new Float32Array(this.#memory.buffer);
  }

  /** A view of `count` floats, valid until the next allocation. */
  view(at: number, count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, count);
  }

  copy(from: number, to: number, bytes: number): void {
    new Uint8Array(this.#memory.buffer).copyWithin(to, from, from + bytes);
  }

  /** A copy of `values` in memory that is reserved for it. */
  keep(values: Float32Array | Int32Array | Int8Array): number {
    const at = this.reserve(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(this.#memory.buffer).set(bytes, at);
    return at;
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}

let compiled: WebAssembly.Module | undefined;

function compileModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNELS_BASE64), (char) => char.charCodeAt(0)));
  return compiled;
}

/** The kernels on a memory of the caller's. */
export function createExports(memory: WebAssembly.Memory): KernelExports {
  const instance = new WebAssembly.Instance(compileModule(), { env: { memory } });
  return instance.exports as unknown as KernelExports;
}

const modules = new WeakMap<object, KernelModule>();

/** The module on `backend`'s memory, made on first use. */
export function kernelModuleOf(backend: unknown): KernelModule {
  const key = backend as WasmKernelBackend;
  let module = modules.get(key);
  if (module === undefined) {
    module = new KernelModule(key);
    modules.set(key, module);
  }
  return module;
}
