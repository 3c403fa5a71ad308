/**
 * Turns a folded graph into an ONNX file, node by node in ONNX's layout. The 8-bit form is the one that ONNX
 * Runtime's own tools write: every value is quantized and dequantized again (activations to unsigned 8 bits,
 * weights to signed ones with one scale for each output), and the runtime joins these pairs with the layers
 * between them to its integer kernels.
 */
import type { Graph, GraphNode, WeightedNode } from '../../../src/core/infer/graph.ts';
import { reorderRows, toOutputsFirst } from './layout.ts';
import { ModelWriter } from './model.ts';
import { roundKernel } from './round.ts';

export interface WriteOptions {
  /** Largest absolute value of each value of the graph: writes the 8-bit form. */
  readonly ranges?: ReadonlyMap<number, number>;
  /**
   * What the file gives out: the graph's result; every value, in order from 1; or the first place of the
   * first image of every value, joined along the batch, which is little to copy.
   */
  readonly outputs: 'result' | 'all' | 'places';
}

interface Scale {
  readonly step: number;
  readonly zero: number;
}

/** The name of a graph's input. */
export const INPUT = 'input';

export function toOnnx(graph: Graph, options: WriteOptions): Uint8Array {
  return new GraphWriter(graph, options).write();
}

class GraphWriter {
  readonly #writer = new ModelWriter();
  readonly #graph: Graph;
  readonly #options: WriteOptions;
  /** Names of values by number. */
  readonly #names = new Map<number, string>();
  readonly #scales = new Map<number, Scale>();
  /** Values that cannot be negative. */
  readonly #positive = new Set<number>();

  constructor(graph: Graph, options: WriteOptions) {
    this.#graph = graph;
    this.#options = options;
  }

  write(): Uint8Array {
    const { nodes, inputShape, output } = this.#graph;
    this.#put(0, INPUT);
    for (const node of nodes) this.#add(node);
    const values = this.#options.outputs === 'result' ? [output] : nodes.map((node) => node.output);
    const names = values.map((value) => this.#read(value));
    const [height, width, channels] = inputShape;
    const shape =
      inputShape.length === 3 ? [channels as number, height as number, width as number] : inputShape;
    return this.#writer.finish(INPUT, shape, this.#options.outputs === 'places' ? [this.#cut(names)] : names);
  }

  #read(value: number): string {
    return this.#names.get(value) as string;
  }

  #add(node: GraphNode): void {
    const writer = this.#writer;
    const x = this.#read(node.input);
    switch (node.op) {
      case 'conv':
      case 'dense':
        this.#put(node.output, this.#rectify(this.#multiply(node, x), node));
        break;
      case 'maxPool': {
        const sides = { kernel_shape: [node.size, node.size], strides: [node.stride, node.stride] };
        this.#pass(node, writer.node('MaxPool', [x], sides));
        break;
      }
      case 'flatten':
        this.#pass(node, writer.node('Flatten', [x], { axis: 1 }));
        break;
      case 'globalAveragePool': {
        const mean = writer.node('GlobalAveragePool', [x]);
        if (this.#positive.has(node.input)) this.#positive.add(node.output);
        this.#put(node.output, writer.node('Flatten', [mean], { axis: 1 }));
        break;
      }
      case 'add':
        this.#put(node.output, this.#rectify(writer.node('Add', [x, this.#read(node.other)]), node));
        break;
    }
  }

  #rectify(name: string, { relu, output }: { relu: boolean; output: number }): string {
    if (!relu) return name;
    this.#positive.add(output);
    return this.#writer.node('Relu', [name]);
  }

  /** Records a value that has its input's scale, as moving and choosing numbers keeps it. */
  #pass({ input, output }: GraphNode, name: string): void {
    const scale = this.#scales.get(input);
    if (this.#positive.has(input)) this.#positive.add(output);
    if (scale === undefined) this.#names.set(output, name);
    else this.#round(output, name, scale);
  }

  /** Records a value, through 8 bits where the file is of that form. The result itself stays as it is. */
  #put(value: number, name: string): void {
    const range = this.#options.ranges?.get(value);
    const isResult = value === this.#graph.output && this.#options.outputs === 'result';
    if (range === undefined || isResult) this.#names.set(value, name);
    else {
      const step = range / (this.#positive.has(value) ? 255 : 127) || 1;
      this.#round(value, name, { step, zero: this.#positive.has(value) ? 0 : 128 });
    }
  }

  #round(value: number, name: string, scale: Scale): void {
    const step = this.#writer.constant(Float32Array.of(scale.step), []);
    const zero = this.#writer.constant(Uint8Array.of(scale.zero), []);
    const rounded = this.#writer.node('QuantizeLinear', [name, step, zero]);
    this.#scales.set(value, scale);
    this.#names.set(value, this.#writer.node('DequantizeLinear', [rounded, step, zero]));
  }

  #multiply(node: WeightedNode, x: string): string {
    const { pads, stride, shape } = node;
    const weights = this.#weights(node);
    if (node.op === 'dense') return this.#writer.node('Gemm', [x, ...weights]);
    return this.#writer.node('Conv', [x, ...weights], {
      kernel_shape: [shape[0] as number, shape[1] as number],
      strides: [stride, stride],
      pads: [pads.top, pads.left, pads.bottom, pads.right],
    });
  }

  /** Kernel and bias, as constants or as what 8-bit constants amount to. */
  #weights(node: WeightedNode): [string, string] {
    const writer = this.#writer;
    const outputs = node.bias.length;
    const scale = this.#scales.get(node.input);
    const [kernelShape, axis] =
      node.op === 'dense' ? [node.shape, 1] : [[3, 2, 0, 1].map((at) => node.shape[at] as number), 0];
    if (scale === undefined) {
      return [
        writer.constant(this.#arrange(node.kernel, node), kernelShape),
        writer.constant(node.bias, [outputs]),
      ];
    }
    const { values, scales } = roundKernel(node.kernel, outputs);
    const steps = scales.map((each) => (each || 1) * scale.step);
    const kernel = [
      writer.constant(this.#arrange(values, node), kernelShape),
      writer.constant(
        scales.map((each) => each || 1),
        [outputs],
      ),
      writer.constant(new Int8Array(outputs), [outputs]),
    ];
    const bias = [
      writer.constant(
        Int32Array.from(node.bias, (value, i) => Math.round(value / (steps[i] as number))),
        [outputs],
      ),
      writer.constant(steps, [outputs]),
      writer.constant(new Int32Array(outputs), [outputs]),
    ];
    return [
      writer.node('DequantizeLinear', kernel, { axis }),
      writer.node('DequantizeLinear', bias, { axis: 0 }),
    ];
  }

  #arrange<T extends Float32Array | Int8Array>(kernel: T, node: WeightedNode): T {
    if (node.op === 'conv') return toOutputsFirst(kernel, node.shape);
    const from = this.#graph.nodes.find((each) => each.output === node.input);
    if (from?.op !== 'flatten' || from.inputShape.length !== 3) return kernel;
    return reorderRows(kernel, from.inputShape as [number, number, number], node.bias.length);
  }

  /** The first place of each value's first image: [values, channels, 1, 1], or [values, outputs]. */
  #cut(names: readonly string[]): string {
    const isImage = this.#graph.nodes[0]?.op === 'conv';
    const axes = isImage ? [0, 2, 3] : [0];
    const list = (value: (axis: number) => number) =>
      this.#writer.constant(
        BigInt64Array.from(axes, (axis) => BigInt(value(axis))),
        [axes.length],
      );
    const bounds = [list(() => 0), list(() => 1), list((axis) => axis)];
    const places = names.map((name) => this.#writer.node('Slice', [name, ...bounds]));
    return this.#writer.node('Concat', places, { axis: 0 });
  }
}
