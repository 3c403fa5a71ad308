/**
 * Why a layer of signs is not 58 times faster: what is promised, and what is left of it when this lab's own
 * kernels are counted, instruction by instruction of their innermost loops (`src/kernels/assembly`: `signs`
 * beside `tile` and `infer`). Times stand beside; counts leave out memory, and how many instructions a
 * processor carries out at once.
 */

import type { ModelSpec } from '../../../src/spec/model.ts';
import { type LayerShape, traceShapes } from '../../../src/spec/shapes.ts';

/** Sizes of a layer that reads signs. */
export interface SignLayer {
  readonly layer: string;
  /** Places of a window, channels of each, and filters or neurons. */
  readonly taps: number;
  readonly channels: number;
  readonly outputs: number;
  /** Places that a filter is put at: 1 in a dense layer. */
  readonly pixels: number;
  /** Values whose signs are packed, with the zeros around an image. */
  readonly inputs: number;
}

function toSignLayer({ layer, output, tensors }: LayerShape): SignLayer | null {
  const { layer: name, shape } = tensors.find(({ role }) => role === 'kernel') ?? {};
  if (name === undefined || shape === undefined) return null;
  const [channels, outputs] = shape.slice(-2) as [number, number];
  if (layer.kind !== 'conv2d')
    return { layer: name, taps: 1, channels, outputs, pixels: 1, inputs: channels };
  const { kernelSize, stride = 1 } = layer;
  const [rows = 1, columns = 1] = output;
  const side = (count: number) => (count - 1) * stride + kernelSize;
  const inputs = side(rows) * side(columns) * channels;
  return { layer: name, taps: kernelSize ** 2, channels, outputs, pixels: rows * columns, inputs };
}

/** The layers of a net that has become an XNOR-Net: all but the first and the last. */
export function listSignLayers(spec: ModelSpec): readonly SignLayer[] {
  return traceShapes(spec)
    .flatMap((shape) => toSignLayer(shape) ?? [])
    .slice(1, -1);
}

/** The innermost step in floats: instructions, and the products that they carry out. */
const FLOAT = {
  /** Four places by eight outputs: 2 loads of weights, 4 of values, 8 products, 8 sums. */
  conv: 22 / 32,
  /** One row by 32 outputs: 8 loads of weights, 1 of a value, 8 products, 8 sums. */
  dense: 25 / 32,
} as const;
/** Four places by 16 outputs and 8 channels: 1 load of weights, and 4 each of load, XOR, popcount, sum. */
const SIGNS = 17 / 512;
/** What lanes are there for: channels of a byte, outputs of a vector, places of a step. */
const LANES = { channels: 8, outputs: 16, pixels: 4 } as const;
/** Packing eight values: 2 loads, 2 comparisons, 2 masks, a shift, an OR, a store. */
const PACKED = 9 / 8;
/** Finishing eight outputs: counts widened, and made into scaled numbers with a bias; in floats a bias. */
const FINISHED = { signs: 22 / 8, float: 6 / 8 } as const;

const fill = (count: number, lanes: number) => count / (Math.ceil(count / lanes) * lanes);

/** What is left of the promise, from one reason to the next. */
export const REASONS = ['promised', 'vectors', 'lanes', 'edges'] as const;
export type Reason = (typeof REASONS)[number];

/**
 * How many times faster the layer should be: as promised, then by the instructions of both innermost loops,
 * then with lanes that have nothing to do, then with the packing of inputs and the finishing of outputs.
 */
export function countGains(layer: SignLayer): Readonly<Record<Reason, number>> {
  const { taps, channels, outputs, pixels, inputs } = layer;
  const products = taps * channels * outputs * pixels;
  const float = FLOAT[taps === 1 && pixels === 1 ? 'dense' : 'conv'];
  const busy = fill(channels, LANES.channels) * fill(outputs, LANES.outputs) * fill(pixels, LANES.pixels);
  const counted = (SIGNS / busy) * products + PACKED * inputs + FINISHED.signs * outputs * pixels;
  return {
    promised: promise(taps * channels),
    vectors: float / SIGNS,
    lanes: (float / SIGNS) * busy,
    edges: (float * products + FINISHED.float * outputs * pixels) / counted,
  };
}

/** Values of a window in the paper's example: 3 by 3 places, 256 channels. */
export const PAPER_WINDOW = 9 * 256;

/**
 * XNOR-Net's own count (Rastegari et al. 2016, arXiv 1603.05279, section 4.1): 64 products in one operation
 * of a 64-bit word, and one operation in floats for each output.
 * @param inputs values of a window, over all channels
 */
export function promise(inputs: number): number {
  return (64 * inputs) / (inputs + 64);
}
