/**
 * Dense layers in float32, ready to run. Filters are packed once; bias and ReLU come with the product. The
 * sums are those of the kernels that train, but for products of fewer than four rows, whose outputs are
 * summed in a form that reads weights in a row.
 */
import { panelFloats } from '../matmul.ts';
import type { KernelModule } from '../module.ts';
import {
  type FloatWeights,
  keepOffsets,
  LayerMemory,
  type Product,
  padTo,
  type ReadyLayer,
  type Windows,
} from './layer.ts';

/** Fewer rows than this go one by one. */
export const FEW_ROWS = 4;
/** Widths of the panels for single rows. */
const ROW_PANEL = 32;

function keepPanels(
  kernels: KernelModule,
  memory: LayerMemory,
  kernel: Float32Array,
  depth: number,
  outputs: number,
): number {
  const panels = memory.reserve(4 * panelFloats(depth, outputs));
  const plain = kernels.keep(kernel);
  kernels.exports.packMatrix(plain, depth, outputs, 0, panels);
  kernels.release(plain);
  return panels;
}

export function createFloatConvolution(
  kernels: KernelModule,
  windows: Windows,
  weights: FloatWeights,
): ReadyLayer {
  const { channels, outputs, height, width, stride, rows, columns, inPitch, outPitch } = windows;
  const memory = new LayerMemory(kernels);
  const run = width * channels;
  const panels = keepPanels(kernels, memory, weights.kernel, height * run, outputs);
  const bias = memory.keep(padTo(weights.bias, 8));
  const inOffsets = keepOffsets(
    memory,
    rows,
    columns,
    4 * stride * inPitch * channels,
    4 * stride * channels,
  );
  const outOffsets = keepOffsets(memory, rows, columns, 4 * outPitch * outputs, 4 * outputs);
  const { convolveFused } = kernels.exports;
  const [pixels, skip, relu] = [rows * columns, 4 * (inPitch * channels - run), Number(weights.relu)];
  return {
    run: (x, y) =>
      convolveFused(x, inOffsets, y, outOffsets, pixels, height, run, skip, panels, outputs, bias, relu),
    dispose: memory.dispose,
  };
}

export function createFloatProduct(
  kernels: KernelModule,
  { rows, inputs, outputs }: Product,
  weights: FloatWeights,
): ReadyLayer {
  if (rows >= FEW_ROWS) {
    const windows: Windows = {
      ...{ channels: inputs, outputs, height: 1, width: 1, stride: 1 },
      ...{ rows, columns: 1, inPitch: 1, outPitch: 1 },
    };
    return createFloatConvolution(kernels, windows, weights);
  }
  const memory = new LayerMemory(kernels);
  const panels = memory.keep(packRowPanels(weights.kernel, inputs, outputs));
  const bias = memory.keep(padTo(weights.bias, 8));
  // A row's tail is stored with its padding, which must not reach the next row.
  const padded = memory.reserve(4 * outputs + 64);
  const { multiplyRowFused, placeImage } = kernels.exports;
  const relu = Number(weights.relu);
  return {
    run: (x, y) => {
      for (let row = 0; row < rows; row++) {
        multiplyRowFused(x + 4 * row * inputs, panels, padded, inputs, outputs, bias, relu);
        placeImage(padded, 1, 1, outputs, y + 4 * row * outputs, 0, 0, 1, 1);
      }
    },
    dispose: memory.dispose,
  };
}

/** Panels of 32 outputs, then 8, then 4 (see assembly/infer.ts); missing outputs are zero. */
function packRowPanels(kernel: Float32Array, inputs: number, outputs: number): Float32Array {
  const packed = new Float32Array(inputs * Math.ceil(outputs / 4) * 4 + 4 * inputs);
  let at = 0;
  let first = 0;
  while (first < outputs) {
    const left = outputs - first;
    const width = left >= ROW_PANEL ? ROW_PANEL : left > 4 ? 8 : 4;
    const count = Math.min(width, left);
    for (let k = 0; k < inputs; k++) {
      const from = k * outputs + first;
      packed.set(kernel.subarray(from, from + count), at);
      at += width;
    }
    first += width;
  }
  return packed;
}
