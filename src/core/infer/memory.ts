/**
 * Where do the values of a plan live? At fixed places in WASM memory, reserved once, each with the frame that
 * its readers want.
 */
import type { KernelModule } from '../../kernels/module.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { frameOf, type Value } from './layout.ts';

/** A value's memory. */
export interface Place extends Value {
  /** Pixels from one row to the next. */
  readonly pitch: number;
  readonly channels: number;
  /** Address of the first pixel of an image's frame, and of the image itself. */
  readonly frameAt: (image: number) => number;
  readonly at: (image: number) => number;
}

/** What a plan reserves, freed together. */
export class PlanMemory {
  readonly kernels: KernelModule;
  readonly #batch: number;
  readonly #reserved: number[] = [];
  readonly #places = new Map<number, Place>();

  constructor(kernels: KernelModule, batch: number, values: ReadonlyMap<number, Value>) {
    this.kernels = kernels;
    this.#batch = batch;
    for (const [id, value] of values) this.#places.set(id, this.#place(value));
  }

  get places(): ReadonlyMap<number, Place> {
    return this.#places;
  }

  /** The place of a value of the graph. */
  placeOf(id: number): Place {
    return this.#places.get(id)!;
  }

  reserve(bytes: number): number {
    const at = this.kernels.reserve(bytes);
    this.#reserved.push(at);
    return at;
  }

  keep(values: Float32Array | Int32Array): number {
    const at = this.kernels.keep(values);
    this.#reserved.push(at);
    return at;
  }

  #place(value: Value): Place {
    const { height, width, channels } = frameOf(value);
    const { bytes } = value;
    const imageBytes = bytes * height * width * channels;
    const start = this.reserve(value.isWhole ? this.#batch * imageBytes : imageBytes);
    const stepBytes = value.isWhole ? imageBytes : 0;
    const inset = bytes * channels * (value.pads.top * width + value.pads.left);
    const frameAt = (image: number) => start + image * stepBytes;
    return { ...value, pitch: width, channels, frameAt, at: (image) => frameAt(image) + inset };
  }

  read(id: number): Float32Array {
    const place = this.placeOf(id);
    return Float32Array.from(this.kernels.view(place.at(0), this.#batch * sizeOf(place.shape)));
  }

  dispose(): void {
    for (const at of this.#reserved.splice(0)) this.kernels.release(at);
  }
}
