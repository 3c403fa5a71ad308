/**
 * A layer that is ready to run: its weights lie packed in WASM memory, its sizes are fixed, and a call with
 * two addresses does the rest: nothing is allocated, packed or looked up any more. `src/core/infer` puts
 * layers together to nets.
 */
import type { KernelModule } from '../module.ts';

/** From the address of its input to that of its output. */
export type RunLayer = (x: number, y: number) => void;

export interface ReadyLayer {
  readonly run: RunLayer;
  dispose(): void;
}

/** A convolution whose windows all lie inside x. Images are [row][pixel][channel]. */
export interface Windows {
  readonly channels: number;
  readonly outputs: number;
  readonly height: number;
  readonly width: number;
  readonly stride: number;
  /** Of the output. */
  readonly rows: number;
  readonly columns: number;
  /** Pixels from one row to the next in x's memory and in y's. */
  readonly inPitch: number;
  readonly outPitch: number;
}

/** A product of [rows, inputs] with [inputs, outputs]. */
export interface Product {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
}

export interface FloatWeights {
  /** [height, width, channels, outputs] or [inputs, outputs], row-major. */
  readonly kernel: Float32Array;
  /** [outputs] */
  readonly bias: Float32Array;
  readonly relu: boolean;
}

/** `values` and then zeros, up to a multiple of `step`. */
export function padTo(values: ArrayLike<number>, step: number): Float32Array {
  const padded = new Float32Array(Math.ceil(values.length / step) * step);
  padded.set(values);
  return padded;
}

/** Memory of one layer, freed as a whole. */
export class LayerMemory {
  readonly #kernels: KernelModule;
  readonly #places: number[] = [];

  constructor(kernels: KernelModule) {
    this.#kernels = kernels;
  }

  reserve(bytes: number): number {
    const at = this.#kernels.reserve(bytes);
    this.#places.push(at);
    return at;
  }

  keep(values: Float32Array | Int32Array | Int8Array): number {
    const at = this.#kernels.keep(values);
    this.#places.push(at);
    return at;
  }

  readonly dispose = (): void => {
    for (const at of this.#places.splice(0)) this.#kernels.release(at);
  };
}

/** Byte offsets of windows or pixels: [rows][columns]. */
export function keepOffsets(
  memory: LayerMemory,
  rows: number,
  columns: number,
  rowBytes: number,
  columnBytes: number,
): number {
  const offsets = Int32Array.from(
    { length: rows * columns },
    (_, i) => Math.floor(i / columns) * rowBytes + (i % columns) * columnBytes,
  );
  return memory.keep(offsets);
}
