/**
 * Layers of nets of whole numbers, ready to run: numbers less their zero points in 16 bits, sums in 32,
 * rescaled by whole multipliers. Integers are those of the plain reference (`math/integernet.ts`), bit for
 * bit.
 */
import type { Multiplier } from '../../math/integerproduct.ts';
import type { KernelModule } from '../module.ts';
import { FEW_ROWS } from './float.ts';
import { keepOffsets, LayerMemory, type Product, type ReadyLayer, type Windows } from './layer.ts';
import { packNibblePanels, packPanels, packRowPanels, ROW_PANEL } from './panels.ts';

export interface WholeWeights {
  /** Less their zero points, ordered as a float kernel. */
  readonly weights: Int16Array;
  readonly bias: Int32Array;
  readonly multipliers: readonly Multiplier[];
}

/** Where results are cut, less their zero point; null for sums of 32 bits as they are. */
export type Cut = { readonly least: number; readonly most: number } | null;

const SUMS = { least: 0, most: 0 };

/** A multiplier as a double, exactly. */
export function toFactor({ multiplier, shift }: Multiplier): number {
  return multiplier / 2 ** (31 + shift);
}

/** Doubles in memory that is theirs. */
export function keepFactors(
  memory: { keep(values: Int32Array): number },
  multipliers: readonly Multiplier[],
): number {
  const padded = new Float64Array(Math.ceil(multipliers.length / ROW_PANEL) * ROW_PANEL);
  padded.set(multipliers.map(toFactor));
  return memory.keep(new Int32Array(padded.buffer));
}

function keepBias(memory: LayerMemory, bias: Int32Array): number {
  const padded = new Int32Array(Math.ceil(bias.length / ROW_PANEL) * ROW_PANEL);
  padded.set(bias);
  return memory.keep(padded);
}

export function createWholeConvolution(
  kernels: KernelModule,
  windows: Windows,
  { weights, bias, multipliers }: WholeWeights,
  cut: Cut,
): ReadyLayer {
  const { channels, outputs, height, width, stride, rows, columns, inPitch, outPitch } = windows;
  const memory = new LayerMemory(kernels);
  const run = width * channels;
  const pairs = Math.ceil(run / 2);
  const panels = memory.keep(packPanels(weights, height, run, outputs));
  const [factors, shifts] = [keepFactors(memory, multipliers), keepBias(memory, bias)];
  const [rowBytes, pixelBytes] = [2 * stride * inPitch * channels, 2 * stride * channels];
  const inOffsets = keepOffsets(memory, rows, columns, rowBytes, pixelBytes);
  const bytes = cut === null ? 4 : 2;
  const outOffsets = keepOffsets(memory, rows, columns, bytes * outPitch * outputs, bytes * outputs);
  const { least, most } = cut ?? SUMS;
  const sizes = [rows * columns, height, pairs, 2 * inPitch * channels - 4 * pairs] as const;
  const rest = [panels, factors, shifts, outputs, least, most, Number(cut !== null)] as const;
  return {
    run: (x, y) => kernels.exports.convolveWhole(x, inOffsets, y, outOffsets, ...sizes, ...rest),
    dispose: memory.dispose,
  };
}

const fitsByte = (value: number) => value >= -128 && value <= 127;
const fitsNibble = (value: number) => value >= -8 && value <= 7;

/**
 * Rows of x follow each other; one more number behind the last may be read. Of few rows, weights that fit
 * into 8 or 4 bits are kept so.
 */
export function createWholeProduct(
  kernels: KernelModule,
  { rows, inputs, outputs }: Product,
  whole: WholeWeights,
  cut: Cut,
): ReadyLayer {
  const { weights, bias, multipliers } = whole;
  if (rows >= FEW_ROWS || !weights.every(fitsByte)) {
    const size = { channels: inputs, outputs, height: 1, width: 1, stride: 1 };
    return createWholeConvolution(
      kernels,
      { ...size, rows, columns: 1, inPitch: 1, outPitch: 1 },
      whole,
      cut,
    );
  }
  const memory = new LayerMemory(kernels);
  const isNarrow = weights.every(fitsNibble);
  const panels = memory.keep((isNarrow ? packNibblePanels : packRowPanels)(weights, inputs, outputs));
  const multiply = isNarrow ? kernels.exports.multiplyNibbleRow : kernels.exports.multiplyWholeRow;
  const [factors, shifts] = [keepFactors(memory, multipliers), keepBias(memory, bias)];
  const bytes = cut === null ? 4 : 2;
  // A row's tail is stored with its padding, which must not reach the next row.
  const padded = memory.reserve(4 * Math.ceil(outputs / ROW_PANEL) * ROW_PANEL);
  const { least, most } = cut ?? SUMS;
  const rest = [Math.ceil(inputs / 2), outputs, factors, shifts, least, most, Number(cut !== null)] as const;
  return {
    run: (x, y) => {
      for (let row = 0; row < rows; row++) {
        multiply(x + 2 * row * inputs, panels, padded, ...rest);
        kernels.copy(padded, y + bytes * row * outputs, bytes * outputs);
      }
    },
    dispose: memory.dispose,
  };
}
