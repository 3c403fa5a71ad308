/** What each node of a plan of whole numbers does: one call into WASM, with addresses and sizes known. */
import type { ReadyLayer } from '../../kernels/layers/layer.ts';
import {
  type Cut,
  createWholeConvolution,
  createWholeProduct,
  keepFactors,
  toFactor,
} from '../../kernels/layers/whole.ts';
import type { IntegerNet, IntegerNode } from '../../math/integernet.ts';
import type { LinearGrid } from '../../math/lineargrid.ts';
import { sizeOf } from '../../spec/shapes.ts';
import type { Place, PlanMemory } from '../infer/memory.ts';

export interface StepOptions {
  readonly memory: PlanMemory;
  /** Images that pass at once. */
  readonly rows: number;
  /** Where an image's sums of 32 bits go that are not rescaled here. */
  readonly toSums?: (image: number) => number;
  /** Is told of what must be disposed with the plan. */
  readonly onLayer: (layer: ReadyLayer) => void;
}

type Step = (image: number) => void;

type NodeOf<Op extends IntegerNode['op']> = Extract<IntegerNode, { readonly op: Op }>;

interface Places {
  readonly x: Place;
  readonly y: Place;
  readonly grid: LinearGrid;
}

type Create<Node> = (node: Node, places: Places, options: StepOptions) => Step;

const STEPS: { readonly [Op in IntegerNode['op']]: Create<NodeOf<Op>> } = {
  conv: (node, { x, y, grid }, { memory, onLayer }) => {
    const [height, width, channels, outputs] = node.shape;
    const [rows, columns] = y.shape as [number, number];
    const pitches = { inPitch: x.pitch, outPitch: y.pitch };
    const sizes = { channels, outputs, height, width, stride: node.stride, rows, columns };
    const layer = createWholeConvolution(memory.kernels, { ...sizes, ...pitches }, node, toCut(grid));
    onLayer(layer);
    const inset = 2 * channels * ((x.pads.top - node.top) * x.pitch + x.pads.left - node.left);
    return (image) => layer.run(x.frameAt(image) + inset, y.at(image));
  },
  dense: (node, { x, y, grid }, { memory, rows, toSums, onLayer }) => {
    const [inputs, outputs] = node.shape;
    const product = { rows, inputs, outputs };
    const layer = createWholeProduct(
      memory.kernels,
      product,
      node,
      toSums === undefined ? toCut(grid) : null,
    );
    onLayer(layer);
    return (image) => layer.run(x.at(image), toSums?.(image) ?? y.at(image));
  },
  maxPool: (node, places, options) => createPool(node, 0, places, options),
  averagePool: (node, places, options) =>
    createPool(node, keepFactors(options.memory, node.multipliers), places, options),
  add: ({ other: id, terms, multiplier }, { x, y, grid }, { memory, rows }) => {
    const other = memory.placeOf(id);
    const { least, most } = toCut(grid);
    const factors = [toFactor(terms[0]), toFactor(terms[1]), toFactor(multiplier)] as const;
    const [height, row] = toRows(x, rows);
    return (image) =>
      memory.kernels.exports.addWhole(
        x.at(image),
        toRowBytes(x),
        other.at(image),
        toRowBytes(other),
        y.at(image),
        toRowBytes(y),
        height,
        row,
        ...factors,
        least,
        most,
      );
  },
  // The mean of one number is the number rescaled.
  rescale: ({ multiplier }, { x, y, grid }, { memory, rows }) => {
    const { least, most } = toCut(grid);
    const factors = keepFactors(memory, [multiplier]);
    const [height, row] = toRows(x, rows);
    const sizes = [height, 1, row, height, 1, 1, 1, 1, 0, 0] as const;
    return (image) =>
      memory.kernels.exports.poolWhole(
        x.at(image),
        toRowBytes(x),
        y.at(image),
        toRowBytes(y),
        ...sizes,
        factors,
        least,
        most,
      );
  },
};

/** Computes a node for one image, or, where `rows` is the batch, for all of them. */
export function createIntegerStep({ values }: IntegerNet, node: IntegerNode, options: StepOptions): Step {
  const places = {
    x: options.memory.placeOf(node.input),
    y: options.memory.placeOf(node.output),
    grid: values[node.output]!.grid,
  };
  return (STEPS[node.op] as Create<IntegerNode>)(node, places, options);
}

function toCut({ least, most, zeroPoint }: LinearGrid): NonNullable<Cut> {
  return { least: least - zeroPoint, most: most - zeroPoint };
}

function toRowBytes({ pitch, channels }: Place): number {
  return 2 * pitch * channels;
}

/** Rows of an image and the numbers of one; flat values of a batch follow each other. */
function toRows({ shape, channels }: Place, rows: number): [number, number] {
  return shape.length === 3 ? [shape[0]!, shape[1]! * channels] : [1, rows * sizeOf(shape)];
}

function createPool(
  { height, width, stride, top, left }: NodeOf<'maxPool' | 'averagePool'>,
  factors: number,
  { x, y, grid }: Places,
  { memory }: StepOptions,
): Step {
  const [rows, columns] = y.shape.length === 3 ? (y.shape as [number, number]) : [1, 1];
  const { least, most } = toCut(grid);
  const [imageHeight, imageWidth] = x.shape as [number, number];
  const sizes = [
    imageHeight,
    imageWidth,
    x.channels,
    rows,
    columns,
    height,
    width,
    stride,
    top,
    left,
  ] as const;
  return (image) =>
    memory.kernels.exports.poolWhole(
      x.at(image),
      toRowBytes(x),
      y.at(image),
      toRowBytes(y),
      ...sizes,
      factors,
      least,
      most,
    );
}
