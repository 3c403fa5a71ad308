/**
 * What larger tiles lose: a layer's own weights on drawn inputs, once in float32 and once with inputs and
 * weights rounded to 8 bits where they are multiplied, against doubles.
 */
import { createStream } from '../../../src/math/random.ts';
import {
  convolveDirectly,
  convolveTile,
  type Matrix,
  transformInput,
  transformKernel,
  transformOutput,
} from '../../../src/math/winograd/tile.ts';
import { deriveTransforms, type WinogradTransforms } from '../../../src/math/winograd/transforms.ts';

/** Sides of tiles; one is the direct convolution. */
export const SIDES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** Tiles and filters that are tried, and channels at most: enough for a mean. */
const TILES = 2;
const FILTERS = 6;
const MOST_CHANNELS = 16;

export interface TileError {
  readonly side: number;
  /** Root of the mean squared difference, over that of the outputs. */
  readonly single: number;
  readonly eight: number;
}

/** @param kernel [3][3][channels][outputs] */
export function measureErrors(
  kernel: Float32Array,
  channels: number,
  outputs: number,
  side: number,
): TileError {
  const sums = { single: 0, eight: 0, size: 0 };
  for (let filter = 0; filter < FILTERS; filter++) addErrors(sums, kernel, channels, outputs, side, filter);
  return toError(sums, side);
}

/**
 * The same for one side after the other, in steps that are short enough for a page's thread: null between.
 */
export function* traceErrors(
  kernel: Float32Array,
  channels: number,
  outputs: number,
): Generator<TileError | null, void> {
  for (const side of SIDES) {
    const sums = { single: 0, eight: 0, size: 0 };
    for (let filter = 0; filter < FILTERS; filter++) {
      addErrors(sums, kernel, channels, outputs, side, filter);
      yield null;
    }
    yield toError(sums, side);
  }
}

interface ErrorSums {
  single: number;
  eight: number;
  size: number;
}

const toError = ({ single, eight, size }: ErrorSums, side: number): TileError => ({
  side,
  single: Math.sqrt(single / size),
  eight: Math.sqrt(eight / size),
});

function addErrors(
  sums: ErrorSums,
  kernel: Float32Array,
  channels: number,
  outputs: number,
  side: number,
  filter: number,
): void {
  const of = deriveTransforms(side, 3);
  const used = Math.min(channels, MOST_CHANNELS);
  const weights = Array.from({ length: used }, (_, channel) =>
    square(3, (i, j) => kernel[((i * 3 + j) * channels + channel) * outputs + (filter % outputs)]!),
  );
  for (let tile = 0; tile < TILES; tile++) {
    const tiles = Array.from({ length: used }, (_, channel) => drawTile(of.inputs, `${tile} ${channel}`));
    const exact = convolveDirectly(tiles, weights).flat();
    const single = convolveTile(of, tiles, weights, Math.fround).flat();
    const eight = convolveRounded(of, tiles, weights).flat();
    for (const [i, value] of exact.entries()) {
      sums.size += value ** 2;
      sums.single += (single[i]! - value) ** 2;
      sums.eight += (eight[i]! - value) ** 2;
    }
  }
}

/**
 * One step for all numbers of one place of the tile, as eight-bit kernels have it for each product's matrix.
 */
function convolveRounded(
  of: WinogradTransforms,
  tiles: readonly Matrix[],
  kernels: readonly Matrix[],
): Matrix {
  const values = roundByPlace(tiles.map((tile) => transformInput(of, tile)));
  const factors = roundByPlace(kernels.map((kernel) => transformKernel(of, kernel)));
  const sums = square(of.inputs, (i, j) =>
    values.reduce((sum, value, channel) => sum + value[i]![j]! * factors[channel]![i]![j]!, 0),
  );
  return transformOutput(of, sums);
}

const MOST = 127;

function roundByPlace(all: readonly Matrix[]): Matrix[] {
  const size = all[0]!.length;
  const steps = square(size, (i, j) => Math.max(...all.map((each) => Math.abs(each[i]![j]!))) / MOST);
  return all.map((each) =>
    square(size, (i, j) => {
      const step = steps[i]![j]!;
      return step === 0 ? 0 : Math.round(each[i]![j]! / step) * step;
    }),
  );
}

/** Uniform from 0 to 1, as behind a ReLU, in the precision that both sides begin with. */
function drawTile(size: number, key: string): Matrix {
  const values = new Float32Array(size * size);
  createStream(1, 'tile', size, key).fillUniform(values, 0, 1);
  return square(size, (i, j) => values[i * size + j]!);
}

const square = (size: number, read: (row: number, column: number) => number): Matrix =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => read(i, j)));
