/**
 * A whole net in whole numbers alone, from the image to the logits (Jacob et al. 2018, arXiv 1712.05877,
 * section 2): products of at most 8 bits summed in 32, a bias of 32 bits at the product of the scales, and a
 * rescaling by a multiplier of 31 bits and a shift, rounded once, ties to the even number. A ReLU is a cut at
 * the zero point; padding is the zero point. The plain reference of what the kernels compute, and what a
 * figure steps through.
 *
 * Flattening needs no node: an image's numbers lie in the order of the flat vector.
 */
import { type Multiplier, requantize, rescale } from './integerproduct.ts';
import type { LinearGrid } from './lineargrid.ts';

/** What a value of the net is: its shape, and what its whole numbers stand for. */
export interface IntegerValue {
  /** [height, width, channels], or [size] once it is flat. */
  readonly shape: readonly number[];
  /** Numbers lie from `least` to `most`; after a ReLU `least` is the zero point. */
  readonly grid: LinearGrid;
}

interface NodeBase {
  /** Of the layer that it comes from. */
  readonly name: string;
  /** Numbers of values; 0 is the image. */
  readonly input: number;
  readonly output: number;
}

export interface WindowSides {
  readonly stride: number;
  /** Rows above the image and columns to its left that windows reach into. */
  readonly top: number;
  readonly left: number;
}

/** Products with weights, each output's sums rescaled by a multiplier of its own. */
interface Weights {
  /** Less their zero points, row-major, outputs last. */
  readonly weights: Int16Array;
  /** One for each output, in its steps: the input's scale times the weights'. */
  readonly bias: Int32Array;
  /** From sums to steps of the output's grid, one for each output. */
  readonly multipliers: readonly Multiplier[];
}

export interface ConvNode extends NodeBase, Weights, WindowSides {
  readonly op: 'conv';
  /** [height, width, inputs, outputs] */
  readonly shape: readonly [number, number, number, number];
}

export interface DenseNode extends NodeBase, Weights {
  readonly op: 'dense';
  /** [inputs, outputs] */
  readonly shape: readonly [number, number];
}

/** The largest number of each window; what lies outside the image does not count. */
export interface MaxPoolNode extends NodeBase, WindowSides {
  readonly op: 'maxPool';
  readonly height: number;
  readonly width: number;
}

/** The mean of each window's numbers inside the image: their sum, rescaled. */
export interface AveragePoolNode extends NodeBase, WindowSides {
  readonly op: 'averagePool';
  readonly height: number;
  readonly width: number;
  /** At n - 1 the multiplier of windows with n numbers. */
  readonly multipliers: readonly Multiplier[];
}

/**
 * Two values of two scales added: both are brought to one finer scale, added in 32 bits, and the sum is
 * rescaled.
 */
export interface AddNode extends NodeBase {
  readonly op: 'add';
  readonly other: number;
  /** Of the two values, to the finer scale. */
  readonly terms: readonly [Multiplier, Multiplier];
  readonly multiplier: Multiplier;
}

/** A value on another grid. */
export interface RescaleNode extends NodeBase {
  readonly op: 'rescale';
  readonly multiplier: Multiplier;
}

export type IntegerNode = ConvNode | DenseNode | MaxPoolNode | AveragePoolNode | AddNode | RescaleNode;

type NodeOf<Op extends IntegerNode['op']> = Extract<IntegerNode, { readonly op: Op }>;

export interface IntegerNet {
  readonly name: string;
  /** By their numbers; the first is the image, the last the logits. */
  readonly values: readonly IntegerValue[];
  /** In the order in which they are computed. */
  readonly nodes: readonly IntegerNode[];
}

/**
 * Every value of the net for one image; the last are the logits.
 * @param image whole numbers on the first value's grid, [height, width, channels]
 * @throws RangeError where a sum leaves 32 bits
 */
export function runIntegerNet(net: IntegerNet, image: ArrayLike<number>): readonly Int32Array[] {
  const computed: Int32Array[] = [Int32Array.from(image)];
  for (const node of net.nodes) {
    const run = RUNS[node.op] as (node: IntegerNode, ...rest: [Operands]) => Int32Array;
    const [from, to] = [net.values[node.input]!, net.values[node.output]!];
    const other = node.op === 'add' ? node.other : node.input;
    const operands = { from, to, x: computed[node.input]!, other: net.values[other]!, y: computed[other]! };
    computed[node.output] = run(node, operands);
  }
  return computed;
}

interface Operands {
  readonly from: IntegerValue;
  readonly to: IntegerValue;
  readonly x: Int32Array;
  /** The second term of an addition. */
  readonly other: IntegerValue;
  readonly y: Int32Array;
}

const RUNS: { readonly [Op in IntegerNode['op']]: (node: NodeOf<Op>, operands: Operands) => Int32Array } = {
  conv: (node, { from, to, x }) => {
    const [height, width, inputs, outputs] = node.shape;
    const columns = to.shape[1]!;
    const { zeroPoint } = from.grid;
    return fill(to, (at) => {
      const [pixel, output] = [Math.floor(at / outputs), at % outputs];
      let sum = node.bias[output]!;
      eachInside(node, height, width, from, Math.floor(pixel / columns), pixel % columns, (place, tap) => {
        for (let input = 0; input < inputs; input++) {
          const weight = node.weights[(tap * inputs + input) * outputs + output]!;
          sum += (x[place * inputs + input]! - zeroPoint) * weight;
        }
      });
      return requantize(checkSum(sum, node.name), node.multipliers[output]!, to.grid);
    });
  },
  dense: (node, { from, to, x }) => {
    const [inputs, outputs] = node.shape;
    const { zeroPoint } = from.grid;
    return fill(to, (output) => {
      let sum = node.bias[output]!;
      for (let input = 0; input < inputs; input++)
        sum += (x[input]! - zeroPoint) * node.weights[input * outputs + output]!;
      return requantize(checkSum(sum, node.name), node.multipliers[output]!, to.grid);
    });
  },
  maxPool: (node, { from, to, x }) =>
    poolWindows(node, from, to, (places, channel, channels) => {
      const numbers = places.map((place) => x[place * channels + channel]!);
      return Math.max(...numbers);
    }),
  averagePool: (node, { from, to, x }) =>
    poolWindows(node, from, to, (places, channel, channels) => {
      const { zeroPoint } = from.grid;
      const sum = places.reduce((total, place) => total + x[place * channels + channel]! - zeroPoint, 0);
      return requantize(checkSum(sum, node.name), node.multipliers[places.length - 1]!, to.grid);
    }),
  add: ({ name, terms, multiplier }, { from, to, x, other, y }) =>
    fill(to, (at) => {
      const first = rescale(x[at]! - from.grid.zeroPoint, terms[0]);
      const second = rescale(y[at]! - other.grid.zeroPoint, terms[1]);
      return requantize(checkSum(first + second, name), multiplier, to.grid);
    }),
  rescale: ({ multiplier }, { from, to, x }) =>
    fill(to, (at) => requantize(x[at]! - from.grid.zeroPoint, multiplier, to.grid)),
};

function fill({ shape }: IntegerValue, compute: (at: number) => number): Int32Array {
  const size = shape.reduce((product, side) => product * side, 1);
  return Int32Array.from({ length: size }, (_, at) => compute(at));
}

/** Pixels of the image that the window at an output's row and column covers, with their place in it. */
function eachInside(
  { stride, top, left }: WindowSides,
  height: number,
  width: number,
  { shape: [rows = 0, columns = 0] }: IntegerValue,
  row: number,
  column: number,
  use: (place: number, tap: number) => void,
): void {
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const [i, j] = [row * stride - top + v, column * stride - left + u];
      if (i >= 0 && i < rows && j >= 0 && j < columns) use(i * columns + j, v * width + u);
    }
  }
}

function poolWindows(
  node: MaxPoolNode | AveragePoolNode,
  from: IntegerValue,
  to: IntegerValue,
  join: (places: readonly number[], channel: number, channels: number) => number,
): Int32Array {
  const channels = from.shape[2]!;
  // The mean of a whole image is flat.
  const columns = to.shape.length === 3 ? to.shape[1]! : 1;
  return fill(to, (at) => {
    const [pixel, channel] = [Math.floor(at / channels), at % channels];
    const places: number[] = [];
    const [row, column] = [Math.floor(pixel / columns), pixel % columns];
    eachInside(node, node.height, node.width, from, row, column, (place) => places.push(place));
    return join(places, channel, channels);
  });
}

function checkSum(sum: number, name: string): number {
  if (sum !== (sum | 0)) throw new RangeError(`the sum ${sum} of ${name} leaves 32 bits`);
  return sum;
}
