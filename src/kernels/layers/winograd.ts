/**
 * A convolution of 3 x 3 by minimal filtering, ready to run (Lavin and Gray 2015, arXiv 1509.09308; see
 * assembly/winograd.ts). Its weights are transformed in doubles and rounded once; a layer keeps 16 / 9 or
 * four times as many numbers for them as it has weights. Results are those of a direct convolution up to
 * rounding, more so for the larger tile.
 */
import { toMatrix } from '../../math/winograd/tile.ts';
import { deriveTransforms } from '../../math/winograd/transforms.ts';
import { panelFloats } from '../matmul.ts';
import type { KernelModule } from '../module.ts';
import { type FloatWeights, LayerMemory, padTo, type ReadyLayer, type Windows } from './layer.ts';

/** Outputs of a tile's side that there are kernels for. */
export const TILE_SIDES = [2, 4] as const;
export type TileSide = (typeof TILE_SIDES)[number];

const TAPS = 3;
/** Bytes of transformed tiles, in and out, that pass at once: they stay in the second cache. */
const BLOCK_BYTES = 2 ** 18;

/** Whether a layer's windows are of the kind that these kernels know. */
export function isWinogradShape({
  height,
  width,
  stride,
}: Pick<Windows, 'height' | 'width' | 'stride'>): boolean {
  return height === TAPS && width === TAPS && stride === 1;
}

/** @throws RangeError for windows that are not 3 x 3 with a stride of one */
export function createWinogradConvolution(
  kernels: KernelModule,
  windows: Windows,
  weights: FloatWeights,
  side: TileSide,
): ReadyLayer {
  const { channels, outputs, height, width, stride, rows, columns, inPitch, outPitch } = windows;
  if (!isWinogradShape(windows))
    throw new RangeError(`windows must be 3 x 3 with stride 1, got ${height} x ${width} with ${stride}`);
  const memory = new LayerMemory(kernels);
  const products = (side + TAPS - 1) ** 2;
  const panelBytes = 4 * panelFloats(channels, outputs);
  const panels = keepKernels(kernels, memory, weights.kernel, channels, outputs, side, panelBytes);
  const bias = memory.keep(padTo(weights.bias, 8));
  const [deep, wide] = [channels, outputs].map((count) => 4 * Math.ceil(count / 4)) as [number, number];
  const tiles = Math.ceil(rows / side) * Math.ceil(columns / side);
  const most = Math.floor(BLOCK_BYTES / (4 * products * (deep + wide)) / 4) * 4;
  const block = Math.min(tiles, Math.max(4, most));
  const planes = (lanes: number) => memory.reserve(products * (4 * block * lanes + 64));
  const [values, sums] = [planes(deep), planes(wide)];
  const patch = memory.reserve(products * 4 * channels + 16 + 36 * 16);
  const { convolveWinograd } = kernels.exports;
  const [inRowBytes, outRowBytes, relu] = [
    4 * inPitch * channels,
    4 * outPitch * outputs,
    Number(weights.relu),
  ];
  const places = [patch, values, sums, block, panels, panelBytes, bias, relu] as const;
  return {
    run: (x, y) =>
      convolveWinograd(side, x, inRowBytes, channels, y, outRowBytes, outputs, rows, columns, ...places),
    dispose: memory.dispose,
  };
}

/** G g G' of each channel and output as one packed matrix [channels, outputs] for each product. */
function keepKernels(
  kernels: KernelModule,
  memory: LayerMemory,
  kernel: Float32Array,
  channels: number,
  outputs: number,
  side: TileSide,
  panelBytes: number,
): number {
  const rows = toMatrix(deriveTransforms(side, TAPS).kernel);
  const panels = memory.reserve(rows.length ** 2 * panelBytes);
  const plain = kernels.reserve(4 * channels * outputs);
  for (const [product, factors] of rows
    .flatMap((row) => rows.map((column) => outer(row, column)))
    .entries()) {
    kernels.view(plain, channels * outputs).set(mixTaps(kernel, factors));
    kernels.exports.packMatrix(plain, channels, outputs, 0, panels + product * panelBytes);
  }
  kernels.release(plain);
  return panels;
}

const outer = (row: readonly number[], column: readonly number[]): number[] =>
  row.flatMap((left) => column.map((right) => left * right));

/** The sum over taps of a kernel [taps, channels, outputs], each with its factor. */
function mixTaps(kernel: Float32Array, factors: readonly number[]): Float64Array {
  const size = kernel.length / factors.length;
  const sums = new Float64Array(size);
  for (const [tap, factor] of factors.entries()) {
    if (factor === 0) continue;
    for (let pair = 0, at = tap * size; pair < size; pair++, at++) sums[pair]! += factor * kernel[at]!;
  }
  return sums;
}
