/**
 * Layers in 8-bit arithmetic: weights of 8 bits, one scale for each output, on activations of 8 bits with one
 * scale, ready to run. Sums are exact integers, so results are the same on every machine. Activations lie as
 * 16-bit numbers; bias and ReLU come with the product, and so does the rounding for the next layer where that
 * computes in integers too.
 *
 * Left out on purpose: zero points; both sides are symmetric.
 */
import type { KernelModule } from '../module.ts';
import { FEW_ROWS } from './float.ts';
import {
  type IntegerWeights,
  keepOffsets,
  LayerMemory,
  type Product,
  padTo,
  type ReadyLayer,
  type Rounding,
  type Windows,
} from './layer.ts';

const PANEL = 8;
export const ROW_PANEL = 16;

/** Factors from sums to results, and bias, in steps of the output where that is rounded. */
function keepScales(
  memory: LayerMemory,
  { scales, bias }: IntegerWeights,
  { input, output = 1 }: Rounding,
): { factors: number; shifts: number } {
  const factors = Float32Array.from(scales, (scale) => (scale * input) / output);
  const shifts = bias.map((value) => value / output);
  return { factors: memory.keep(padTo(factors, ROW_PANEL)), shifts: memory.keep(padTo(shifts, ROW_PANEL)) };
}

/**
 * [group of 8 outputs][kernel row][pair of the row's numbers][8 outputs][2], two 16-bit numbers to an int32.
 */
export function packPanels(
  values: Int8Array | Int16Array,
  rows: number,
  run: number,
  outputs: number,
): Int32Array {
  const [pairs, groups] = [Math.ceil(run / 2), Math.ceil(outputs / PANEL)];
  const panels = new Int32Array(groups * rows * pairs * PANEL);
  const numbers = new Int16Array(panels.buffer);
  for (let at = 0, place = 0; at < values.length; place++) {
    const [row, number] = [Math.floor(place / run), place % run];
    for (let output = 0; output < outputs; output++, at++) {
      const pair = ((output >> 3) * rows + row) * pairs + (number >> 1);
      numbers[(pair * PANEL + (output & 7)) * 2 + (number & 1)] = values[at]!;
    }
  }
  return panels;
}

/** [group of 16 outputs][pair][16 outputs][2] bytes. */
export function packRowPanels(values: Int8Array | Int16Array, inputs: number, outputs: number): Int8Array {
  const [pairs, groups] = [Math.ceil(inputs / 2), Math.ceil(outputs / ROW_PANEL)];
  const panels = new Int8Array(groups * pairs * ROW_PANEL * 2);
  for (let at = 0, input = 0; at < values.length; input++) {
    for (let output = 0; output < outputs; output++, at++) {
      const pair = Math.floor(output / ROW_PANEL) * pairs + (input >> 1);
      panels[(pair * ROW_PANEL + (output % ROW_PANEL)) * 2 + (input & 1)] = values[at]!;
    }
  }
  return panels;
}

/** [group of 16 outputs][pair][output % 4][2][output / 4 within the group], 4 bits each: see nibble.ts. */
function packNibblePanels(values: Int8Array, inputs: number, outputs: number): Int8Array {
  const [pairs, groups] = [Math.ceil(inputs / 2), Math.ceil(outputs / ROW_PANEL)];
  const panels = new Int8Array(groups * pairs * ROW_PANEL);
  for (let at = 0, input = 0; at < values.length; input++) {
    for (let output = 0; output < outputs; output++, at++) {
      const pair = Math.floor(output / ROW_PANEL) * pairs + (input >> 1);
      const [lane, nibble] = [(output % 4) * 2 + (input & 1), Math.floor((output % ROW_PANEL) / 4)];
      panels[pair * ROW_PANEL + lane * 2 + (nibble >> 1)]! |= (values[at]! & 15) << (4 * (nibble & 1));
    }
  }
  return panels;
}

const fitsNibble = (value: number) => value >= -8 && value <= 7;

/** From 16-bit numbers to floats, or to 16-bit numbers where `rounding.output` says what they are worth. */
export function createIntegerConvolution(
  kernels: KernelModule,
  windows: Windows,
  weights: IntegerWeights,
  rounding: Rounding,
): ReadyLayer {
  const { channels, outputs, height, width, stride, rows, columns, inPitch, outPitch } = windows;
  const memory = new LayerMemory(kernels);
  const run = width * channels;
  const pairs = Math.ceil(run / 2);
  const panels = memory.keep(packPanels(weights.values, height, run, outputs));
  const { factors, shifts } = keepScales(memory, weights, rounding);
  const inOffsets = keepOffsets(
    memory,
    rows,
    columns,
    2 * stride * inPitch * channels,
    2 * stride * channels,
  );
  const bytes = rounding.output === undefined ? 4 : 2;
  const outOffsets = keepOffsets(memory, rows, columns, bytes * outPitch * outputs, bytes * outputs);
  const [pixels, skip, relu] = [rows * columns, 2 * inPitch * channels - 4 * pairs, Number(weights.relu)];
  const toInteger = Number(rounding.output !== undefined);
  return {
    run: (x, y) =>
      kernels.exports.convolveInteger(
        x,
        inOffsets,
        y,
        outOffsets,
        pixels,
        height,
        pairs,
        skip,
        panels,
        factors,
        shifts,
        outputs,
        relu,
        toInteger,
      ),
    dispose: memory.dispose,
  };
}

/**
 * As createIntegerConvolution. Rows of x follow each other; one more number behind the last may be read. Of
 * few rows, weights that fit into 4 bits are kept so.
 */
export function createIntegerProduct(
  kernels: KernelModule,
  { rows, inputs, outputs }: Product,
  weights: IntegerWeights,
  rounding: Rounding,
): ReadyLayer {
  if (rows >= FEW_ROWS) {
    const windows: Windows = {
      ...{ channels: inputs, outputs, height: 1, width: 1, stride: 1 },
      ...{ rows, columns: 1, inPitch: 1, outPitch: 1 },
    };
    return createIntegerConvolution(kernels, windows, weights, rounding);
  }
  const memory = new LayerMemory(kernels);
  const isNarrow = weights.values.every(fitsNibble);
  const pack = isNarrow ? packNibblePanels : packRowPanels;
  const multiply = isNarrow ? kernels.exports.multiplyNibbleRow : kernels.exports.multiplyIntegerRow;
  const panels = memory.keep(pack(weights.values, inputs, outputs));
  const { factors, shifts } = keepScales(memory, weights, rounding);
  const bytes = rounding.output === undefined ? 4 : 2;
  // A row's tail is stored with its padding, which must not reach the next row.
  const padded = memory.reserve(4 * Math.ceil(outputs / ROW_PANEL) * ROW_PANEL);
  const [pairs, relu] = [Math.ceil(inputs / 2), Number(weights.relu)];
  const toInteger = Number(rounding.output !== undefined);
  return {
    run: (x, y) => {
      for (let row = 0; row < rows; row++) {
        multiply(x + 2 * row * inputs, panels, padded, pairs, outputs, factors, shifts, relu, toInteger);
        kernels.copy(padded, y + bytes * row * outputs, bytes * outputs);
      }
    },
    dispose: memory.dispose,
  };
}
