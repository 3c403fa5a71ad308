/**
 * Convolutions and products of signs, ready to run: activations of plus and minus one, weights of plus and
 * minus one or zero, one scale for each output. Signs are packed as the layer is entered; sums are exact
 * integers, so results are the same on every machine.
 */
import type { KernelModule } from '../module.ts';
import { keepOffsets, LayerMemory, type Product, padTo, type ReadyLayer, type Windows } from './layer.ts';

/** Outputs of a panel. */
const PANEL = 16;
/** Channels whose signs share a byte. */
const BYTE = 8;

export interface SignWeights {
  /** -1, 0 or 1, ordered as a float kernel. */
  readonly values: Int8Array;
  /** What each output's sum is worth. */
  readonly scales: ArrayLike<number>;
  /** [outputs] */
  readonly bias: Float32Array;
  readonly relu: boolean;
}

/** Pixels around an image, within x, that hold zeros in place of signs. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const NO_PADDING: Padding = { top: 0, bottom: 0, left: 0, right: 0 };

/** Sizes of a filter: [taps][channels][outputs]. */
interface Filter {
  readonly taps: number;
  readonly channels: number;
  readonly outputs: number;
}

/**
 * [group of 16 outputs][tap][byte][16 outputs], each 16 signs followed by 16 masks where weights may be 0.
 */
function packPanels(values: Int8Array, { taps, channels, outputs }: Filter, hasZeros: boolean): Int8Array {
  const bytes = Math.ceil(channels / BYTE);
  const step = hasZeros ? 2 * PANEL : PANEL;
  const panels = new Int8Array(Math.ceil(outputs / PANEL) * taps * bytes * step);
  for (let at = 0, place = 0; at < values.length; place++) {
    const [tap, channel] = [Math.floor(place / channels), place % channels];
    const bit = 1 << (channel % BYTE);
    for (let output = 0; output < outputs; output++, at++) {
      const group = Math.floor(output / PANEL);
      const byte = ((group * taps + tap) * bytes + Math.floor(channel / BYTE)) * step + (output % PANEL);
      if (values[at]! > 0) panels[byte]! |= bit;
      if (hasZeros && values[at] !== 0) panels[byte + PANEL]! |= bit;
    }
  }
  return panels;
}

/** [taps][outputs]: the sum of each tap's weights. */
function sumTaps(values: Int8Array, { taps, channels, outputs }: Filter): Int32Array {
  const sums = new Int32Array(taps * outputs);
  for (let at = 0; at < values.length; at++)
    sums[Math.floor(at / (channels * outputs)) * outputs + (at % outputs)]! += values[at]!;
  return sums;
}

/** [outputs]: how many weights are not zero. */
function countPresent(values: Int8Array, outputs: number): Int32Array {
  const counts = new Int32Array(outputs);
  for (let at = 0; at < values.length; at++) if (values[at] !== 0) counts[at % outputs]!++;
  return counts;
}

/**
 * Rows of constants, one for each way in which a window may lie over the padding, and each pixel's row. A
 * zero of the padding is packed as a plus, so its weights are taken off again.
 */
function toConstants(
  values: Int8Array,
  filter: Filter,
  { height, width, stride, rows, columns }: Windows,
  padding: Padding,
): { constants: Int32Array; offsets: Int32Array } {
  const { outputs } = filter;
  const length = Math.ceil(outputs / PANEL) * PANEL;
  const present = countPresent(values, outputs);
  const tapSums = sumTaps(values, filter);
  const imageRows = [padding.top, (rows - 1) * stride + height - padding.bottom] as const;
  const imageColumns = [padding.left, (columns - 1) * stride + width - padding.right] as const;
  const isOutside = (at: number, [first, end]: readonly [number, number]) => at < first || at >= end;
  const found = new Map<string, number>();
  const all: Int32Array[] = [];
  const offsets = new Int32Array(rows * columns);
  for (let pixel = 0; pixel < offsets.length; pixel++) {
    const [top, left] = [Math.floor(pixel / columns) * stride, (pixel % columns) * stride];
    const padded = Array.from({ length: height * width }, (_, tap) => tap).filter(
      (tap) =>
        isOutside(top + Math.floor(tap / width), imageRows) || isOutside(left + (tap % width), imageColumns),
    );
    const key = padded.join(' ');
    const row = found.get(key) ?? all.length;
    if (row === all.length) {
      found.set(key, row);
      const constants = new Int32Array(length);
      for (let output = 0; output < outputs; output++) {
        const excess = padded.reduce((sum, tap) => sum + tapSums[tap * outputs + output]!, 0);
        constants[output] = present[output]! - excess;
      }
      all.push(constants);
    }
    offsets[pixel] = 4 * length * row;
  }
  const constants = new Int32Array(all.length * length);
  for (const [row, each] of all.entries()) constants.set(each, row * length);
  return { constants, offsets };
}

/**
 * A convolution from floats of which the signs count (NaN counts as minus) to floats. Where `padding` lies
 * within x, it holds zeros, and adds nothing.
 */
export function createSignConvolution(
  kernels: KernelModule,
  windows: Windows,
  weights: SignWeights,
  padding: Padding = NO_PADDING,
): ReadyLayer {
  const { channels, outputs, height, width, stride, rows, columns, inPitch, outPitch } = windows;
  const memory = new LayerMemory(kernels);
  const filter: Filter = { taps: height * width, channels, outputs };
  const hasZeros = weights.values.includes(0);
  const panels = memory.keep(packPanels(weights.values, filter, hasZeros));
  const { constants, offsets } = toConstants(weights.values, filter, windows, padding);
  const [constantRows, constantOffsets] = [memory.keep(constants), memory.keep(offsets)];
  const factors = memory.keep(padTo(weights.scales, PANEL));
  const bias = memory.keep(padTo(weights.bias, PANEL));
  const bytes = Math.ceil(channels / BYTE);
  const inPixels = ((rows - 1) * stride + height - 1) * inPitch + (columns - 1) * stride + width;
  const signs = memory.reserve(inPixels * bytes);
  const inOffsets = keepOffsets(memory, rows, columns, stride * inPitch * bytes, stride * bytes);
  const outOffsets = keepOffsets(memory, rows, columns, 4 * outPitch * outputs, 4 * outputs);
  const { packSigns, convolveSigns } = kernels.exports;
  return {
    run: (x, y) => {
      packSigns(x, inPixels, channels, signs);
      convolveSigns(
        signs,
        inOffsets,
        y,
        outOffsets,
        constantRows,
        constantOffsets,
        rows * columns,
        height,
        width * bytes,
        (inPitch - width) * bytes,
        panels,
        Number(hasZeros),
        factors,
        bias,
        outputs,
        Number(weights.relu),
      );
    },
    dispose: memory.dispose,
  };
}

/** As createSignConvolution, of rows that follow each other. */
export function createSignProduct(
  kernels: KernelModule,
  { rows, inputs, outputs }: Product,
  weights: SignWeights,
): ReadyLayer {
  const windows: Windows = {
    channels: inputs,
    outputs,
    height: 1,
    width: 1,
    stride: 1,
    rows: 1,
    columns: rows,
    inPitch: rows,
    outPitch: rows,
  };
  return createSignConvolution(kernels, windows, weights);
}
