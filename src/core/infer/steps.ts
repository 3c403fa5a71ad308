/**
 * What does each node of a plan do? One or a few calls into WASM, with every address and size known
 * beforehand.
 */
import { createFloatConvolution, createFloatProduct } from '../../kernels/layers/float.ts';
import type { FloatWeights, ReadyLayer, Windows } from '../../kernels/layers/layer.ts';
import { createSignConvolution, createSignProduct, type SignWeights } from '../../kernels/layers/signs.ts';
import { createSparseConvolution } from '../../kernels/layers/sparseconvolution.ts';
import { createSparseProduct } from '../../kernels/layers/sparseproduct.ts';
import { createUnrolledConvolution } from '../../kernels/layers/unrolled.ts';
import { createWinogradConvolution, isWinogradShape } from '../../kernels/layers/winograd.ts';
import type { KernelModule } from '../../kernels/module.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { frameInput } from './inputs.ts';
import type { Method } from './layout.ts';
import type { Place, PlanMemory } from './memory.ts';
import type { GraphNode, InputScaleNode, Pads, PoolNode, WeightedNode } from './nodes.ts';
import { createOrdinaryLayer } from './ordinary.ts';

/** What a step is made from. */
interface StepMaker<Node> {
  readonly memory: PlanMemory;
  readonly node: Node;
  /** Where the node's input and output lie. */
  readonly x: Place;
  readonly y: Place;
  /** Images that a dense layer works on at once. */
  readonly rows: number;
  readonly methodOf: (node: WeightedNode) => Method;
  /** Told of what must be disposed with the plan. */
  readonly onLayer: (layer: ReadyLayer) => void;
}

/** Computes a node for one image, or, where `rows` is the batch, for all of them. */
type Step = (image: number) => void;

type NodeOf<Op extends GraphNode['op']> = Extract<GraphNode, { op: Op }>;

const STEPS: { readonly [Op in GraphNode['op']]: (maker: StepMaker<NodeOf<Op>>) => Step } = {
  conv: createWeighted,
  dense: createWeighted,
  depthwise: createDepthwise,
  maxPool: createPool,
  averagePool: createPool,
  globalAveragePool: ({ memory: { kernels }, x, y }) => {
    const [height, width, channels] = x.shape as [number, number, number];
    const window = [1, 1, height, width, 1, 1, 0, 0] as const;
    return (image) =>
      kernels.exports.averagePool(x.at(image), y.at(image), height, width, channels, ...window);
  },
  scale: ({ memory, node, x, y, rows }) => {
    const { exports } = memory.kernels;
    const [factor, shift] = [node.factor === null ? 0 : memory.keep(node.factor), memory.keep(node.shift)];
    const channels = node.shift.length;
    const pixels = (rows * sizeOf(x.shape)) / channels;
    const relu = Number(node.relu);
    return (image) => exports.scaleChannels(x.at(image), y.at(image), pixels, channels, factor, shift, relu);
  },
  add: createSum,
  sign: ({ memory: { kernels }, x, y, rows }) => {
    const { height, count, xBytes, yBytes } = toRows(x, y, rows);
    return (image) => kernels.exports.toSigns(x.at(image), xBytes, y.at(image), yBytes, height, count);
  },
  grid: ({ memory: { kernels }, node, x, y, rows }) => {
    const { height, count, xBytes, yBytes } = toRows(x, y, rows);
    const { scale, zeroPoint, least, most } = node.grid;
    const grid = [scale, zeroPoint, least, most] as const;
    return (image) =>
      kernels.exports.putOnGrid(x.at(image), xBytes, y.at(image), yBytes, height, count, ...grid);
  },
  inputScale: createInputScale,
  ordinary: ({ memory, node, x, y, rows, onLayer }) => {
    const layer = createOrdinaryLayer(memory.kernels, node, rows);
    onLayer(layer);
    return (image) => layer.run(x.at(image), y.at(image));
  },
  flatten: () => {
    throw new Error('a plan only renames what a flatten reads');
  },
};

/**
 * @param rows images that a dense layer works on at once
 * @param onLayer is told of what must be disposed with the plan
 * @returns computes the node for one image, or, where `rows` is the batch, for all of them
 */
export function createStep(
  memory: PlanMemory,
  node: GraphNode,
  methodOf: (node: WeightedNode) => Method,
  rows: number,
  onLayer: (layer: ReadyLayer) => void,
): Step {
  const [x, y] = [memory.placeOf(node.input), memory.placeOf(node.output)];
  const create = STEPS[node.op] as (maker: StepMaker<GraphNode>) => Step;
  return create({ memory, node, x, y, rows, methodOf, onLayer });
}

function createWeighted({ memory, node, x, y, rows, methodOf, onLayer }: StepMaker<WeightedNode>): Step {
  const input = frameInput(memory, node, x);
  const layer = createLayer(memory.kernels, node, methodOf(node), rows, input.pitch, y.pitch);
  onLayer(layer);
  return (image) => layer.run(input.read(image), y.at(image));
}

function createDepthwise({ memory, node, x, y }: StepMaker<WeightedNode>): Step {
  const { exports } = memory.kernels;
  const [kernel, bias] = [memory.keep(node.kernel), memory.keep(node.bias)];
  const input = frameInput(memory, node, x);
  const [height, width] = node.shape as [number, number];
  const [outRows, columns, channels] = node.outputShape as [number, number, number];
  const rowBytes = 4 * input.pitch * channels;
  const sizes = [outRows, columns, node.stride, node.stride, height, width, channels, 1] as const;
  const pixels = outRows * columns;
  const relu = Number(node.relu);
  return (image) => {
    exports.depthwiseForward(input.read(image), rowBytes, kernel, y.at(image), ...sizes);
    exports.scaleChannels(y.at(image), y.at(image), pixels, channels, 0, bias, relu);
  };
}

function createSum({ memory, node, x, y, rows }: StepMaker<NodeOf<'add'>>): Step {
  const { exports } = memory.kernels;
  const other = memory.placeOf(node.other);
  const [height, width] = x.shape.length === 3 ? (x.shape as [number, number]) : [rows, 1];
  const [xBytes, otherBytes, yBytes] = [x, other, y].map(toRowBytes) as [number, number, number];
  const [count, relu] = [width * x.channels, Number(node.relu)];
  return (image) => {
    const from = [x.at(image), xBytes, other.at(image), otherBytes] as const;
    exports.addImages(...from, y.at(image), yBytes, height, count, relu);
  };
}

const toRowBytes = (place: Place): number => 4 * place.pitch * place.channels;

/** The rows of a place's values; those of an image may go one behind the other into what is flat. */
function toRows(x: Place, y: Place, rows: number) {
  const [height, width] = x.shape.length === 3 ? (x.shape as [number, number]) : [rows, 1];
  const count = width * x.channels;
  const [xBytes, yBytes] = [x, y].map((place) =>
    place.shape.length === 3 ? toRowBytes(place) : 4 * count,
  ) as [number, number];
  return { height, count, xBytes, yBytes };
}

function createLayer(
  kernels: KernelModule,
  node: WeightedNode,
  method: Method,
  rows: number,
  inPitch: number,
  outPitch: number,
): ReadyLayer {
  const { kernel, bias, relu } = node;
  const weights: FloatWeights = { kernel, bias, relu };
  if (node.op === 'dense') {
    const [inputs, outputs] = node.shape as [number, number];
    const product = { rows, inputs, outputs };
    if (method === 'signs') return createSignProduct(kernels, product, toSigns(node));
    return (method === 'sparse' ? createSparseProduct : createFloatProduct)(kernels, product, weights);
  }
  const windows = toWindows(node, inPitch, outPitch);
  return CONVOLUTIONS[method](kernels, windows, weights, node);
}

type CreateConvolution = (
  kernels: KernelModule,
  windows: Windows,
  weights: FloatWeights,
  node: WeightedNode,
) => ReadyLayer;

const CONVOLUTIONS: { readonly [Each in Method]: CreateConvolution } = {
  float: createFloatConvolution,
  sparse: createSparseConvolution,
  signs: (kernels, windows, _, node) =>
    createSignConvolution(kernels, windows, toSigns(node), findReached(node)),
  tiles2: (kernels, windows, weights) => createWinogradConvolution(kernels, windows, weights, 2),
  tiles4: (kernels, windows, weights) => createWinogradConvolution(kernels, windows, weights, 4),
  unrolled: createUnrolledConvolution,
};

/** The padding that windows really reach: with a stride they may stop before its last rows and columns. */
function findReached({ pads, inputShape, outputShape, shape, stride }: WeightedNode): Pads {
  const [bottom, right] = [pads.top, pads.left].map((before, axis) => {
    const reach = (outputShape[axis]! - 1) * stride + shape[axis]!;
    return Math.max(0, reach - before - inputShape[axis]!);
  }) as [number, number];
  return { ...pads, bottom, right };
}

function toSigns({ name, signs, bias, relu }: WeightedNode): SignWeights {
  if (signs === undefined) throw new Error(`${name} has no weights of one size that meet signs`);
  return { ...signs, bias, relu };
}

/** Whether a layer has a form in tiles. */
export function hasTiles({ op, shape: [height = 0, width = 0], stride }: WeightedNode): boolean {
  return op === 'conv' && isWinogradShape({ height, width, stride });
}

function createInputScale({ memory, node, rows }: StepMaker<InputScaleNode>): Step {
  const { input, other, output, size, stride, pads } = node;
  const { meanSizes, scaleByWindows } = memory.kernels.exports;
  const [x, product, y] = [input, other, output].map((value) => memory.placeOf(value)) as [
    Place,
    Place,
    Place,
  ];
  // Rows of a batch are as pixels of one image, also where an image is read as one row.
  const isFlat = product.shape.length !== 3;
  const channels = isFlat ? sizeOf(x.shape) : x.channels;
  const sizes = ({ shape }: Place) => (isFlat ? [1, rows] : (shape as readonly number[])) as [number, number];
  const [[height, width], [outRows, columns]] = [sizes(x), sizes(y)];
  const means = memory.reserve(4 * height * width);
  const windows = [means, height, width, size, stride, pads.top, pads.left] as const;
  const [xBytes, productBytes, yBytes] = [x, product, y].map(toRowBytes) as [number, number, number];
  const to = [outRows, columns, y.channels] as const;
  return (image) => {
    meanSizes(x.at(image), xBytes, height, width, channels, means);
    scaleByWindows(...windows, product.at(image), productBytes, y.at(image), yBytes, ...to);
  };
}

function createPool({ memory: { kernels }, node, x, y }: StepMaker<PoolNode>): Step {
  const { op, size, stride, pads, inputShape, outputShape } = node;
  const [height, width, channels] = inputShape as [number, number, number];
  const [rows, columns] = outputShape as [number, number];
  const pool = op === 'maxPool' ? kernels.exports.maxPool : kernels.exports.averagePool;
  const { top, left } = pads;
  const shared = [size, size, stride, stride] as const;
  if (y.pitch === columns) {
    return (image) =>
      pool(x.at(image), y.at(image), height, width, channels, rows, columns, ...shared, top, left);
  }
  return (image) => {
    for (let row = 0; row < rows; row++) {
      const to = y.at(image) + 4 * row * y.pitch * channels;
      pool(x.at(image), to, height, width, channels, 1, columns, ...shared, top - row * stride, left);
    }
  };
}

/** A convolution's windows on a framed image. */
export function toWindows(node: WeightedNode, inPitch: number, outPitch: number): Windows {
  const [height, width, channels, outputs] = node.shape as [number, number, number, number];
  const [rows, columns] = node.outputShape as [number, number];
  return { channels, outputs, height, width, stride: node.stride, rows, columns, inPitch, outPitch };
}
