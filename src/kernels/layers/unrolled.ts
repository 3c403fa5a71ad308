/**
 * A convolution as one plain product (im2col; Chellapilla, Puri and Simard 2006): its windows are copied out
 * into rows of a matrix. No plan chooses it, since the direct kernel reads the same rows in place; it is what
 * convolutions are commonly compared with.
 */
import type { KernelModule } from '../module.ts';
import { createFloatConvolution } from './float.ts';
import { type FloatWeights, keepOffsets, LayerMemory, type ReadyLayer, type Windows } from './layer.ts';

export function createUnrolledConvolution(
  kernels: KernelModule,
  windows: Windows,
  weights: FloatWeights,
): ReadyLayer {
  const { channels, height, width, stride, rows, columns, inPitch } = windows;
  const memory = new LayerMemory(kernels);
  const [pixels, depth] = [rows * columns, height * width * channels];
  const matrix = memory.reserve(4 * pixels * depth);
  const offsets = keepOffsets(memory, rows, columns, 4 * stride * inPitch * channels, 4 * stride * channels);
  const product = createFloatConvolution(
    kernels,
    { ...windows, channels: depth, height: 1, width: 1, stride: 1, inPitch: columns },
    weights,
  );
  const [runBytes, rowBytes] = [4 * width * channels, 4 * inPitch * channels];
  return {
    run: (x, y) => {
      kernels.exports.copyWindows(x, offsets, pixels, height, runBytes, rowBytes, matrix);
      product.run(matrix, y);
    },
    dispose: () => {
      product.dispose();
      memory.dispose();
    },
  };
}
