/**
 * Writes one image into a batch, moved and mirrored as asked: crop and flip as He et al. train CIFAR-10
 * ("Deep Residual Learning for Image Recognition", 2015, section 4.2): pad by `crop` on every side, take a
 * random window of the original size, mirror it left to right with probability one half. The padding is zero
 * after normalisation, which is the training set's mean.
 *
 * The draws are, for each example in order: row and column of the window if `crop` > 0, then the flip if
 * asked. So a stream's state alone decides the result, to the bit.
 */
import type { Stream } from '../math/random.ts';

export interface Augmentation {
  /** Zeros on every side before the random crop; 0 leaves the image where it is. */
  readonly crop: number;
  readonly flip: boolean;
  readonly stream: Stream;
}

/** Where an image goes: moved down by `rows`, right by `columns`, mirrored first. */
export interface Placement {
  readonly rows: number;
  readonly columns: number;
  readonly isMirrored: boolean;
}

/** Draws the next example's placement; each shift is from -crop to crop, each equally likely. */
export function drawPlacement({ crop, flip, stream }: Augmentation): Placement {
  const rows = crop > 0 ? crop - stream.nextBelow(2 * crop + 1) : 0;
  const columns = crop > 0 ? crop - stream.nextBelow(2 * crop + 1) : 0;
  const isMirrored = flip && stream.nextBelow(2) === 1;
  return { rows, columns, isMirrored };
}

/**
 * Normalises one image of `length` values from `pixels` at `from` into `out` at `to`, as it is; see
 * `placeImage`.
 */
export function copyImage(
  pixels: Uint8Array,
  from: number,
  out: Float32Array,
  to: number,
  length: number,
  levels: Float32Array,
): void {
  const channels = levels.length / 256;
  for (let channel = 0; channel < channels; channel++) {
    const base = channel * 256;
    for (let i = channel; i < length; i += channels) out[to + i] = levels[base + pixels[from + i]!]!;
  }
}

/**
 * Normalises one image of bytes [height, width, channels] from `pixels` at `from` into `out` at `to`.
 * `levels` holds the 256 normalised values of each channel, channel after channel.
 */
export function placeImage(
  pixels: Uint8Array,
  from: number,
  out: Float32Array,
  to: number,
  [height, width, channels]: readonly [number, number, number],
  levels: Float32Array,
  { rows, columns, isMirrored }: Placement,
): void {
  out.fill(0, to, to + height * width * channels);
  const firstRow = Math.max(0, rows);
  const lastRow = Math.min(height, height + rows);
  const firstColumn = Math.max(0, columns);
  const lastColumn = Math.min(width, width + columns);
  for (let row = firstRow; row < lastRow; row++) {
    const source = from + (row - rows) * width * channels;
    for (let column = firstColumn; column < lastColumn; column++) {
      const original = column - columns;
      const at = source + (isMirrored ? width - 1 - original : original) * channels;
      const target = to + (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel++) {
        out[target + channel] = levels[channel * 256 + pixels[at + channel]!]!;
      }
    }
  }
}
