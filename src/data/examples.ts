/**
 * What a training loop draws from, a run of examples: images as bytes and their labels, handed out as
 * normalised float batches. Bytes are kept once for the whole data set; a selection is only a start and a
 * count.
 */
import type { DatasetInfo } from '../spec/datasets.ts';
import { type Augmentation, copyImage, drawPlacement, placeImage } from './augment.ts';

/** Some consecutive examples of a split. Indices count from the first of them. */
export interface Examples {
  readonly info: DatasetInfo;
  readonly count: number;
  /**
   * Resolves once the first `some` of them are loaded, or all; rejects with a DataError, after which it may
   * be called again.
   */
  whenLoaded(some?: number): Promise<void>;
  labelAt(index: number): number;
  /** A copy of an image's bytes, [height, width, channels]. */
  imageAt(index: number): Uint8Array;
  /**
   * Copies of the bytes of the images of `indices`, [count, height, width, channels], and of their labels.
   */
  pack(indices: ArrayLike<number>): { pixels: Uint8Array; labels: Uint8Array };
  /**
   * Writes the normalised images of `indices` into `out` ([batch, height, width, channels], from its start)
   * and their classes into `labels`. Throws a RangeError for an example that is not loaded or a buffer that
   * is too small.
   */
  fillBatch(indices: ArrayLike<number>, out: Float32Array, labels: Int32Array, augment?: Augmentation): void;
}

/** All bytes of one split, filled from the front. */
export class SplitBytes {
  readonly labels: Uint8Array;
  readonly pixels: Uint8Array;
  /** Examples loaded so far. */
  loaded = 0;
  readonly #imageBytes: number;

  constructor(count: number, imageBytes: number) {
    this.labels = new Uint8Array(count);
    this.pixels = new Uint8Array(count * imageBytes);
    this.#imageBytes = imageBytes;
  }

  get count(): number {
    return this.labels.length;
  }

  /** Appends examples, each its label byte and then its pixel bytes. */
  append(examples: Uint8Array): void {
    const exampleBytes = 1 + this.#imageBytes;
    for (let at = 0; at < examples.length; at += exampleBytes) {
      this.labels[this.loaded] = examples[at]!;
      this.pixels.set(examples.subarray(at + 1, at + exampleBytes), this.loaded * this.#imageBytes);
      this.loaded++;
    }
  }
}

/**
 * The normalised values of all 256 bytes, channel after channel: (byte / 255 - mean) / deviation in float32.
 */
export function createLevels({ mean, deviation }: Pick<DatasetInfo, 'mean' | 'deviation'>): Float32Array {
  const levels = new Float32Array(mean.length * 256);
  mean.forEach((each, channel) => {
    for (let byte = 0; byte < 256; byte++) {
      levels[channel * 256 + byte] = (byte / 255 - each) / deviation[channel]!;
    }
  });
  return levels;
}

/**
 * The examples `start` to `start + count` of a split. `waitFor` resolves once so many of the split are
 * loaded.
 */
export function createExamples(
  info: DatasetInfo,
  bytes: Pick<SplitBytes, 'pixels' | 'labels' | 'loaded'>,
  start: number,
  count: number,
  waitFor: (splitCount: number) => Promise<void>,
): Examples {
  const [height, width, channels] = info.imageShape;
  const imageBytes = height * width * channels;
  const levels = createLevels(info);
  const locate = (index: number): number => {
    const at = start + index;
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new RangeError(`the example must be an integer from 0 to ${count - 1}, got ${index}`);
    }
    if (at >= bytes.loaded) throw new RangeError(`example ${at} of ${info.title} is not loaded yet`);
    return at;
  };
  return {
    info,
    count,
    whenLoaded: (some = count) => waitFor(start + Math.min(some, count)),
    labelAt: (index) => bytes.labels[locate(index)]!,
    imageAt: (index) => {
      const at = locate(index) * imageBytes;
      return bytes.pixels.slice(at, at + imageBytes);
    },
    pack: (indices) => {
      const pixels = new Uint8Array(indices.length * imageBytes);
      const labels = new Uint8Array(indices.length);
      for (let i = 0; i < indices.length; i++) {
        const at = locate(indices[i]!);
        labels[i] = bytes.labels[at]!;
        pixels.set(bytes.pixels.subarray(at * imageBytes, (at + 1) * imageBytes), i * imageBytes);
      }
      return { pixels, labels };
    },
    fillBatch: (indices, out, labels, augment) => {
      if (out.length < indices.length * imageBytes || labels.length < indices.length) {
        throw new RangeError(`the buffers are too small for a batch of ${indices.length} images`);
      }
      for (let i = 0; i < indices.length; i++) {
        const at = locate(indices[i]!);
        labels[i] = bytes.labels[at]!;
        const from = at * imageBytes;
        const to = i * imageBytes;
        if (augment) {
          placeImage(bytes.pixels, from, out, to, info.imageShape, levels, drawPlacement(augment));
        } else {
          copyImage(bytes.pixels, from, out, to, imageBytes, levels);
        }
      }
    },
  };
}

/** Images that `pack` has copied, all of them there. */
export function openPacked(info: DatasetInfo, pixels: Uint8Array, labels: Uint8Array): Examples {
  const bytes = { pixels, labels, loaded: labels.length };
  return createExamples(info, bytes, 0, labels.length, () => Promise.resolve());
}
