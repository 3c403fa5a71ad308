/**
 * A convolution that gets faster by pruning. Each weight that is left multiplies 32 pixels at once, and a
 * weight that is gone costs nothing (Elsen et al. 2020, arXiv 1911.09723, do so with channels first, too;
 * here images become planes and pixels again).
 *
 * An image becomes planes [channel][row][column], with the windows' overlap; with a stride of s it becomes s
 * x s planes for each channel, one for each residue of row and column, so that the windows of neighbouring
 * pixels are neighbours there too. The few pixels between the end of a row and the start of the next are
 * computed in vain.
 */
import type { KernelModule } from '../module.ts';
import { type FloatWeights, LayerMemory, type ReadyLayer, type Windows } from './layer.ts';
import { keepLists, listWeights } from './sparseproduct.ts';

/** Pixels that a strip holds, and those of a last short one. */
const STRIP = 32;
const HALF_STRIP = 16;

export function createSparseConvolution(
  kernels: KernelModule,
  windows: Windows,
  weights: FloatWeights,
): ReadyLayer {
  const { channels, outputs, height, width, stride, rows, columns, inPitch, outPitch } = windows;
  const memory = new LayerMemory(kernels);
  const pitch = columns + Math.ceil(width / stride) - 1;
  const planeBytes = 4 * pitch * (rows + Math.ceil(height / stride) - 1);
  /** Residues of row and column that taps have. */
  const sides = (size: number) => Array.from({ length: Math.min(size, stride) }, (_, i) => i);
  const phases = sides(height).flatMap((row) => sides(width).map((column) => [row, column] as const));

  // A last strip reads on past its pixels.
  const planes = memory.reserve(channels * phases.length * planeBytes + 4 * STRIP);
  const toPlace = (input: number): number => {
    const [channel, tap] = [input % channels, Math.floor(input / channels)];
    const [row, column] = [Math.floor(tap / width), tap % width];
    const phase = phases.findIndex(([y, x]) => y === row % stride && x === column % stride);
    const inPlane = Math.floor(row / stride) * pitch + Math.floor(column / stride);
    return (phase * channels + channel) * planeBytes + 4 * inPlane;
  };
  const { starts, entries } = keepLists(memory, listWeights(weights.kernel, outputs), toPlace);
  const bias = memory.keep(weights.bias);
  const pixels = (rows - 1) * pitch + columns;
  const sumBytes = 4 * Math.ceil(pixels / HALF_STRIP) * HALF_STRIP;
  const sums = memory.reserve(outputs * sumBytes);
  const relu = Number(weights.relu);

  const { splitPlanes, convolveSparse, joinPlanes } = kernels.exports;
  return {
    run: (x, y) => {
      for (const [i, [row, column]] of phases.entries()) {
        splitPlanes(
          x + 4 * channels * (row * inPitch + column),
          4 * stride * inPitch * channels,
          4 * stride * channels,
          rows + Math.ceil((height - row) / stride) - 1,
          columns + Math.ceil((width - column) / stride) - 1,
          channels,
          planes + i * channels * planeBytes,
          planeBytes,
          4 * pitch,
        );
      }
      convolveSparse(planes, starts, entries, sums, sumBytes, pixels, outputs, bias, relu);
      joinPlanes(sums, sumBytes, 4 * pitch, rows, columns, outputs, y, 4 * outPitch * outputs);
    },
    dispose: memory.dispose,
  };
}
