/** One tile of a net's first layer on a live image, step by step. */
import {
  convolveDirectly,
  type Matrix,
  transformInput,
  transformKernel,
  transformOutput,
} from '../../../src/math/winograd/tile.ts';
import { deriveTransforms } from '../../../src/math/winograd/transforms.ts';
import type { DatasetInfo } from '../../../src/spec/datasets.ts';

export interface TileSteps {
  /** Of the chosen channel: the inputs, B' d B, the weights, G g G'. */
  readonly inputs: Matrix;
  readonly values: Matrix;
  readonly weights: Matrix;
  readonly factors: Matrix;
  /** Products, summed over all channels. */
  readonly sums: Matrix;
  /** A' m A, and the same outputs directly. */
  readonly outputs: Matrix;
  readonly direct: Matrix;
}

export interface TileWanted {
  /** Bytes of the image, [height][width][channels]. */
  readonly pixels: Uint8Array;
  readonly dataset: DatasetInfo;
  /** [3][3][channels][filters] */
  readonly kernel: Float32Array;
  readonly filters: number;
  readonly filter: number;
  readonly channel: number;
  /** The tile's number, row by row. */
  readonly tile: number;
  readonly side: number;
}

/** Zeros stand around the image, one pixel wide. */
export function traceTile(wanted: TileWanted): TileSteps {
  const { pixels, dataset, kernel, filters, filter, channel, tile, side } = wanted;
  const { imageShape, mean, deviation } = dataset;
  const [height, width, channels] = imageShape;
  const of = deriveTransforms(side, 3);
  const across = Math.ceil(width / side);
  const [top, left] = [Math.floor(tile / across) * side - 1, (tile % across) * side - 1];
  const readPixel = (row: number, column: number, each: number) =>
    row < 0 || column < 0 || row >= height || column >= width
      ? 0
      : (pixels[(row * width + column) * channels + each]! / 255 - mean[each]!) / deviation[each]!;
  const all = Array.from({ length: channels }, (_, each) => each);
  const tiles = all.map((each) => square(of.inputs, (i, j) => readPixel(top + i, left + j, each)));
  const weights = all.map((each) =>
    square(3, (i, j) => kernel[((i * 3 + j) * channels + each) * filters + filter]!),
  );
  const values = tiles.map((each) => transformInput(of, each));
  const factors = weights.map((each) => transformKernel(of, each));
  const sums = square(of.inputs, (i, j) =>
    all.reduce((sum, each) => sum + values[each]![i]![j]! * factors[each]![i]![j]!, 0),
  );
  return {
    inputs: tiles[channel]!,
    values: values[channel]!,
    weights: weights[channel]!,
    factors: factors[channel]!,
    sums,
    outputs: transformOutput(of, sums),
    direct: convolveDirectly(tiles, weights),
  };
}

const square = (size: number, read: (row: number, column: number) => number): Matrix =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => read(i, j)));
