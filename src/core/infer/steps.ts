/**
 * What does each node of a plan do? One or a few calls into WASM, with every address and size known
 * beforehand.
 */
import { createFloatConvolution, createFloatProduct } from '../../kernels/layers/float.ts';
import type { FloatWeights, ReadyLayer, Windows } from '../../kernels/layers/layer.ts';
import { createSignConvolution, createSignProduct, type SignWeights } from '../../kernels/layers/signs.ts';
import { createSparseConvolution } from '../../kernels/layers/sparseconvolution.ts';
import { createSparseProduct } from '../../kernels/layers/sparseproduct.ts';
import type { KernelModule } from '../../kernels/module.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { frameInput } from './inputs.ts';
import type { Method } from './layout.ts';
import type { Place, PlanMemory } from './memory.ts';
import type { GraphNode, InputScaleNode, Pads, PoolNode, WeightedNode } from './nodes.ts';
import { createOrdinaryLayer } from './ordinary.ts';

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
): (image: number) => void {
  const { exports } = memory.kernels;
  const [x, y] = [memory.placeOf(node.input), memory.placeOf(node.output)];
  switch (node.op) {
    case 'conv':
    case 'dense': {
      const input = frameInput(memory, node, x);
      const layer = createLayer(memory.kernels, node, methodOf(node), rows, input.pitch, y.pitch);
      onLayer(layer);
      return (image) => layer.run(input.read(image), y.at(image));
    }
    case 'depthwise': {
      const [kernel, bias] = [memory.keep(node.kernel), memory.keep(node.bias)];
      const input = frameInput(memory, node, x);
      const [height, width] = node.shape as [number, number];
      const [outRows, columns, channels] = node.outputShape as [number, number, number];
      const rowBytes = 4 * input.pitch * channels;
      const sizes = [outRows, columns, node.stride, node.stride, height, width, channels, 1] as const;
      return (image) => {
        exports.depthwiseForward(input.read(image), rowBytes, kernel, y.at(image), ...sizes);
        exports.scaleChannels(
          y.at(image),
          y.at(image),
          outRows * columns,
          channels,
          0,
          bias,
          Number(node.relu),
        );
      };
    }
    case 'maxPool':
    case 'averagePool':
      return createPool(exports, node, x, y);
    case 'globalAveragePool': {
      const [height, width, channels] = x.shape as [number, number, number];
      return (image) =>
        exports.averagePool(
          x.at(image),
          y.at(image),
          height,
          width,
          channels,
          1,
          1,
          height,
          width,
          1,
          1,
          0,
          0,
        );
    }
    case 'scale': {
      const [factor, shift] = [node.factor === null ? 0 : memory.keep(node.factor), memory.keep(node.shift)];
      const channels = node.shift.length;
      const pixels = (rows * sizeOf(x.shape)) / channels;
      return (image) =>
        exports.scaleChannels(x.at(image), y.at(image), pixels, channels, factor, shift, Number(node.relu));
    }
    case 'add': {
      const other = memory.placeOf(node.other);
      const [height, width] = x.shape.length === 3 ? (x.shape as [number, number]) : [rows, 1];
      const rowBytes = (place: Place) => 4 * place.pitch * place.channels;
      return (image) =>
        exports.addImages(
          x.at(image),
          rowBytes(x),
          other.at(image),
          rowBytes(other),
          y.at(image),
          rowBytes(y),
          height,
          width * x.channels,
          Number(node.relu),
        );
    }
    case 'sign':
    case 'grid': {
      const [height, width] = x.shape.length === 3 ? (x.shape as [number, number]) : [rows, 1];
      const count = width * x.channels;
      // Rows of an image may go one behind the other into what is flat.
      const [xBytes, yBytes] = [x, y].map(({ shape, pitch, channels }) =>
        shape.length === 3 ? 4 * pitch * channels : 4 * count,
      ) as [number, number];
      if (node.op === 'sign')
        return (image) => exports.toSigns(x.at(image), xBytes, y.at(image), yBytes, height, count);
      const { scale, zeroPoint, least, most } = node.grid;
      return (image) =>
        exports.putOnGrid(
          x.at(image),
          xBytes,
          y.at(image),
          yBytes,
          height,
          count,
          scale,
          zeroPoint,
          least,
          most,
        );
    }
    case 'inputScale':
      return createInputScale(memory, node, rows);
    case 'ordinary': {
      const layer = createOrdinaryLayer(memory.kernels, node, rows);
      onLayer(layer);
      return (image) => layer.run(x.at(image), y.at(image));
    }
    case 'flatten':
      throw new Error('a plan only renames what a flatten reads');
  }
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
  if (method === 'signs') return createSignConvolution(kernels, windows, toSigns(node), findReached(node));
  return (method === 'sparse' ? createSparseConvolution : createFloatConvolution)(kernels, windows, weights);
}

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

function createInputScale(
  memory: PlanMemory,
  { input, other, output, size, stride, pads }: InputScaleNode,
  rows: number,
): (image: number) => void {
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
  const rowBytes = (place: Place) => 4 * place.pitch * place.channels;
  const means = memory.reserve(4 * height * width);
  return (image) => {
    meanSizes(x.at(image), rowBytes(x), height, width, channels, means);
    scaleByWindows(
      means,
      height,
      width,
      size,
      stride,
      pads.top,
      pads.left,
      product.at(image),
      rowBytes(product),
      y.at(image),
      rowBytes(y),
      outRows,
      columns,
      y.channels,
    );
  };
}

function createPool(
  exports: KernelModule['exports'],
  { op, size, stride, pads, inputShape, outputShape }: PoolNode,
  x: Place,
  y: Place,
): (image: number) => void {
  const [height, width, channels] = inputShape as [number, number, number];
  const [rows, columns] = outputShape as [number, number];
  const pool = op === 'maxPool' ? exports.maxPool : exports.averagePool;
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
