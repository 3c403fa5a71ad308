/**
 * How fast can a finished model answer? A folded net as a list of calls into WASM, with everything else done beforehand: weights packed in
 * the form that each layer computes with, values at fixed places, padding in place. A pass is those calls and nothing more.
 *
 * Results are those of the net up to rounding: folded batch norm and single rows sum in another order. So the lab's error counts come from
 * `evaluate`, and this is for speed, and for saying it.
 */
import { createFloatConvolution, createFloatProduct } from '../../kernels/layers/float.ts';
import { createIntegerConvolution, createIntegerProduct } from '../../kernels/layers/integer.ts';
import type {
  FloatWeights,
  IntegerWeights,
  ReadyLayer,
  Rounding,
  Windows,
} from '../../kernels/layers/layer.ts';
import { createSparseConvolution } from '../../kernels/layers/sparseconvolution.ts';
import { createSparseProduct } from '../../kernels/layers/sparseproduct.ts';
import type { KernelModule } from '../../kernels/module.ts';
import { sizeOf } from '../../recipe/shapes.ts';
import type { Graph, GraphNode, PoolNode, WeightedNode } from './graph.ts';
import { frameOf, type Layout, layOut, type Method, type Value } from './layout.ts';
import { roundKernel } from './round.ts';

export interface PlanOptions {
  readonly batch: number;
  /** How each convolution and dense layer computes; in floats where absent. */
  readonly methodOf?: (node: WeightedNode) => Method;
  /** Largest absolute value of each value of the graph, by its number: what 127 stands for in integer layers. */
  readonly ranges?: ReadonlyMap<number, number>;
}

/** One node as calls: on image `image`, or, from the first dense layer on, on the whole batch. */
interface Step {
  readonly node: GraphNode;
  readonly run: (image: number) => void;
}

/** A value's memory. */
interface Place extends Value {
  readonly bytes: 2 | 4;
  /** Pixels from one row to the next. */
  readonly pitch: number;
  readonly channels: number;
  /** Address of the first pixel of an image's frame, and of the image itself. */
  readonly frameAt: (image: number) => number;
  readonly at: (image: number) => number;
}

export class InferencePlan {
  readonly batch: number;
  readonly #kernels: KernelModule;
  readonly #reserved: number[] = [];
  readonly #layers: ReadyLayer[] = [];
  readonly #places = new Map<number, Place>();
  readonly #layout: Layout;
  readonly #steps: readonly Step[];
  readonly #pixels: number;
  readonly #imageSize: number;

  constructor(kernels: KernelModule, graph: Graph, { batch, methodOf = () => 'float', ranges }: PlanOptions) {
    this.batch = batch;
    this.#kernels = kernels;
    this.#imageSize = sizeOf(graph.inputShape);
    this.#pixels = this.#reserve(4 * this.#imageSize);
    this.#layout = layOut(graph, methodOf, ranges);
    for (const [id, value] of this.#layout.values) this.#places.set(id, this.#place(value));
    this.#steps = this.#layout.nodes.map((node, index) => ({
      node,
      run: this.#createStep(node, methodOf, index >= this.#layout.firstWhole ? batch : 1, ranges),
    }));
  }

  /**
   * @param images [batch, height, width, channels]
   * @returns logits [batch, classes]
   */
  run(images: Float32Array): Float32Array {
    const { firstWhole, output } = this.#layout;
    const size = this.#imageSize;
    for (let image = 0; image < this.batch; image++) {
      this.#readImage(images.subarray(image * size, (image + 1) * size), image);
      for (let index = 0; index < firstWhole; index++) this.#steps[index]!.run(image);
    }
    for (let index = firstWhole; index < this.#steps.length; index++) this.#steps[index]!.run(0);
    return this.#read(output);
  }

  /**
   * Each convolution and dense layer with a call that computes it again for the whole batch. What runs image by image reads the last
   * image's values each time.
   */
  get layers(): readonly { readonly node: WeightedNode; readonly run: () => void }[] {
    return this.#steps.flatMap(({ node, run }, index) => {
      if (node.op !== 'conv' && node.op !== 'dense') return [];
      const images = index < this.#layout.firstWhole ? this.batch : 1;
      const runAll = () => {
        for (let image = 0; image < images; image++) run(image);
      };
      return [{ node, run: runAll }];
    });
  }

  /** Largest absolute value of each value of the graph in the first image of the last pass; floats only. */
  measureLargest(): ReadonlyMap<number, number> {
    const largest = new Map<number, number>();
    for (const [id, place] of this.#places) {
      // With the frame around it, which is zero.
      const { height, width, channels } = frameOf(place);
      const values = this.#kernels.view(place.frameAt(0), height * width * channels);
      largest.set(
        id,
        values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
      );
    }
    return largest;
  }

  dispose(): void {
    for (const layer of this.#layers.splice(0)) layer.dispose();
    for (const at of this.#reserved.splice(0)) this.#kernels.release(at);
  }

  #reserve(bytes: number): number {
    const at = this.#kernels.reserve(bytes);
    this.#reserved.push(at);
    return at;
  }

  #keep(values: Float32Array): number {
    const at = this.#kernels.keep(values);
    this.#reserved.push(at);
    return at;
  }

  #place(value: Value): Place {
    const { height, width, channels } = frameOf(value);
    const bytes = value.step === null ? 4 : 2;
    const imageBytes = bytes * height * width * channels;
    const start = this.#reserve(value.isWhole ? this.batch * imageBytes : imageBytes);
    const stepBytes = value.isWhole ? imageBytes : 0;
    const inset = bytes * channels * (value.pads.top * width + value.pads.left);
    const frameAt = (image: number) => start + image * stepBytes;
    return { ...value, bytes, pitch: width, channels, frameAt, at: (image) => frameAt(image) + inset };
  }

  #readImage(image: Float32Array, index: number): void {
    const { exports } = this.#kernels;
    const place = this.#places.get(0)!;
    const plain = place.step === null && place.pitch === (place.shape[1] ?? 1);
    if (plain && place.pads.top === 0) {
      this.#kernels.view(place.at(index), image.length).set(image);
      return;
    }
    this.#kernels.view(this.#pixels, image.length).set(image);
    const [height, width, channels] = place.shape.length === 3 ? place.shape : [1, 1, image.length];
    const sizes = [height, width, channels] as [number, number, number];
    const { top, left } = place.pads;
    const frame = frameOf(place);
    if (place.step === null) {
      exports.placeImage(this.#pixels, ...sizes, place.frameAt(index), top, left, frame.height, frame.width);
    } else {
      exports.quantizeImage(
        this.#pixels,
        ...sizes,
        1 / place.step,
        place.frameAt(index),
        top,
        left,
        frame.width,
      );
    }
  }

  #read(id: number): Float32Array {
    const place = this.#places.get(id)!;
    return Float32Array.from(this.#kernels.view(place.at(0), this.batch * sizeOf(place.shape)));
  }

  #createStep(
    node: GraphNode,
    methodOf: (node: WeightedNode) => Method,
    rows: number,
    ranges?: ReadonlyMap<number, number>,
  ): Step['run'] {
    const { exports } = this.#kernels;
    const [x, y] = [this.#places.get(node.input)!, this.#places.get(node.output)!];
    switch (node.op) {
      case 'conv':
      case 'dense': {
        const method = methodOf(node);
        const input = method === 'int8' ? this.#roundInput(node, x, rows, ranges) : this.#frameInput(node, x);
        const layer = this.#createLayer(node, method, rows, input, y);
        this.#layers.push(layer);
        return (image) => layer.run(input.read(image), y.at(image));
      }
      case 'depthwise': {
        const [kernel, bias] = [this.#keep(node.kernel), this.#keep(node.bias)];
        const input = this.#frameInput(node, x);
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
        return this.#createPool(node, x, y);
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
        const [factor, shift] = [node.factor === null ? 0 : this.#keep(node.factor), this.#keep(node.shift)];
        const channels = node.shift.length;
        const pixels = (rows * sizeOf(x.shape)) / channels;
        return (image) =>
          exports.scaleChannels(x.at(image), y.at(image), pixels, channels, factor, shift, Number(node.relu));
      }
      case 'add': {
        const other = this.#places.get(node.other)!;
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
      default:
        throw new Error(`a plan has no step for ${node.op}`);
    }
  }

  #createLayer(
    node: WeightedNode,
    method: Method,
    rows: number,
    { pitch, rounding }: { readonly pitch: number; readonly rounding: Rounding },
    y: Place,
  ): ReadyLayer {
    const kernels = this.#kernels;
    const { kernel, bias, relu } = node;
    const weights: FloatWeights = { kernel, bias, relu };
    const toWhole = (): IntegerWeights => ({ ...roundKernel(kernel, bias.length), bias, relu });
    const whole: Rounding = { ...rounding, ...(y.step !== null && { output: y.step }) };
    if (node.op === 'dense') {
      const [inputs, outputs] = node.shape as [number, number];
      const product = { rows, inputs, outputs };
      if (method === 'int8') return createIntegerProduct(kernels, product, toWhole(), whole);
      return (method === 'sparse' ? createSparseProduct : createFloatProduct)(kernels, product, weights);
    }
    const windows = toWindows(node, pitch, y.pitch);
    if (method === 'int8') return createIntegerConvolution(kernels, windows, toWhole(), whole);
    return (method === 'sparse' ? createSparseConvolution : createFloatConvolution)(
      kernels,
      windows,
      weights,
    );
  }

  /** Where a layer that reads floats finds the first of its windows; images without their frame are framed first. */
  #frameInput(node: WeightedNode, x: Place) {
    const { top, left, bottom, right } = node.pads;
    const rounding = { input: 1 };
    if (top + left + bottom + right === 0) return { read: x.at, pitch: x.pitch, rounding };
    const { pads, pitch, channels } = x;
    if (pads.top >= top && pads.left >= left && pads.bottom >= bottom && pads.right >= right) {
      const inset = 4 * channels * ((pads.top - top) * pitch + pads.left - left);
      return { read: (image: number) => x.frameAt(image) + inset, pitch, rounding };
    }
    const [height, width] = x.shape as [number, number];
    const frame = { height: height + top + bottom, width: width + left + right };
    const copy = this.#reserve(4 * frame.height * frame.width * channels);
    const read = (image: number) => {
      this.#kernels.exports.placeImage(
        x.at(image),
        height,
        width,
        channels,
        copy,
        top,
        left,
        frame.height,
        frame.width,
      );
      return copy;
    };
    return { read, pitch: frame.width, rounding };
  }

  /** As #frameInput for a layer that reads integers; floats are rounded first. */
  #roundInput(node: WeightedNode, x: Place, rows: number, ranges?: ReadonlyMap<number, number>) {
    const { top, left, bottom, right } = node.pads;
    if (x.step !== null) {
      const inset = 2 * x.channels * ((x.pads.top - top) * x.pitch + x.pads.left - left);
      return {
        read: (image: number) => x.frameAt(image) + inset,
        pitch: x.pitch,
        rounding: { input: x.step },
      };
    }
    const step = (ranges?.get(node.input) ?? 0) / 127 || 1;
    const isImage = node.op === 'conv';
    const [height, width, channels] = (isImage ? x.shape : [1, 1, rows * sizeOf(x.shape)]) as [
      number,
      number,
      number,
    ];
    const frameWidth = width + left + right;
    const copy = this.#reserve(2 * (height + top + bottom) * frameWidth * channels);
    const { quantizeImage } = this.#kernels.exports;
    const read = (image: number) => {
      const from = x.at(image);
      // A frame of its own lets rows follow each other only where there is none around x.
      if (x.pitch === width)
        quantizeImage(from, height, width, channels, 1 / step, copy, top, left, frameWidth);
      else {
        for (let row = 0; row < height; row++) {
          const at = from + 4 * row * x.pitch * channels;
          quantizeImage(at, 1, width, channels, 1 / step, copy, top + row, left, frameWidth);
        }
      }
      return copy;
    };
    return { read, pitch: frameWidth, rounding: { input: step } };
  }

  #createPool(
    { op, size, stride, pads, inputShape, outputShape }: PoolNode,
    x: Place,
    y: Place,
  ): Step['run'] {
    const { exports } = this.#kernels;
    const [height, width, channels] = inputShape as [number, number, number];
    const [rows, columns] = outputShape as [number, number];
    if (x.step !== null) {
      const rowBytes = 2 * y.pitch * channels;
      return (image) =>
        exports.maxPoolInteger(
          x.at(image),
          width,
          channels,
          y.at(image),
          rowBytes,
          rows,
          columns,
          size,
          stride,
        );
    }
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
}

/** A convolution's windows on a framed image. */
export function toWindows(node: WeightedNode, inPitch: number, outPitch: number): Windows {
  const [height, width, channels, outputs] = node.shape as [number, number, number, number];
  const [rows, columns] = node.outputShape as [number, number];
  return { channels, outputs, height, width, stride: node.stride, rows, columns, inPitch, outPitch };
}
