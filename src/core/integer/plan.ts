/**
 * A net of whole numbers as a list of calls into WASM, with everything else done beforehand: the integers of
 * `runIntegerNet`, bit for bit. Values lie as 16-bit numbers less their zero points in frames of zeros; up to
 * the first dense layer one image passes at a time, from there on the whole batch.
 */

import type { ReadyLayer } from '../../kernels/layers/layer.ts';
import type { KernelModule } from '../../kernels/module.ts';
import type { ConvNode, DenseNode, IntegerNet, IntegerNode } from '../../math/integernet.ts';
import { requantize } from '../../math/integerproduct.ts';
import { sizeOf } from '../../spec/shapes.ts';
import type { Value } from '../infer/layout.ts';
import { type Place, PlanMemory } from '../infer/memory.ts';
import type { Pads } from '../infer/nodes.ts';
import type { IntegerModel } from './build.ts';
import { NoIntegerForm } from './noform.ts';
import { createIntegerStep } from './steps.ts';

export class IntegerPlan {
  readonly batch: number;
  readonly #kernels: KernelModule;
  readonly #net: IntegerNet;
  readonly #numbers: Int16Array;
  readonly #memory: PlanMemory;
  readonly #layers: ReadyLayer[] = [];
  readonly #steps: readonly ((image: number) => void)[];
  readonly #firstWhole: number;
  /** Sums of a last layer of products, which are rescaled here: there are few. */
  readonly #sums: { readonly node: ConvNode | DenseNode; readonly at: number } | undefined;

  constructor(kernels: KernelModule, { net, numbers }: IntegerModel, batch: number) {
    this.batch = batch;
    this.#kernels = kernels;
    this.#net = net;
    const { zeroPoint } = net.values[0]!.grid;
    this.#numbers = Int16Array.from(numbers, (number) => number - zeroPoint);
    this.#firstWhole = findFirstWhole(net.nodes);
    this.#memory = new PlanMemory(kernels, batch, layOut(net, this.#firstWhole));
    const last = net.nodes.at(-1);
    const classes = sizeOf(net.values.at(-1)!.shape);
    if (last?.op === 'dense') this.#sums = { node: last, at: this.#memory.reserve(4 * batch * classes) };
    this.#steps = net.nodes.map((node, index) =>
      createIntegerStep(net, node, {
        memory: this.#memory,
        rows: index >= this.#firstWhole ? batch : 1,
        ...(node === last && this.#sums && { toSums: (image) => this.#sums!.at + 4 * classes * image }),
        onLayer: (layer) => this.#layers.push(layer),
      }),
    );
  }

  /**
   * @param images bytes [batch, height, width, channels]
   * @returns logits [batch, classes], whole numbers on the last value's grid
   */
  run(images: Uint8Array): Int32Array {
    const size = sizeOf(this.#net.values[0]!.shape);
    for (let image = 0; image < this.batch; image++) {
      this.#readImage(images, image * size, this.#memory.placeOf(0), image);
      for (let index = 0; index < this.#firstWhole; index++) this.#steps[index]!(image);
    }
    for (let index = this.#firstWhole; index < this.#steps.length; index++) this.#steps[index]!(0);
    return this.#readLogits();
  }

  /** Every value of the image that passed last, [batch, ...] from the first dense layer on. */
  readValue(id: number, image: number): Int32Array {
    const place = this.#memory.placeOf(id);
    const { zeroPoint } = this.#net.values[id]!.grid;
    const [height, width] = place.shape.length === 3 ? (place.shape as [number, number]) : [1, 1];
    const row = width * place.channels;
    const all = new Int16Array(this.#kernels.floats().buffer);
    return Int32Array.from({ length: height * row }, (_, at) => {
      const start = place.at(image) / 2 + Math.floor(at / row) * place.pitch * place.channels;
      return all[start + (at % row)]! + zeroPoint;
    });
  }

  dispose(): void {
    for (const layer of this.#layers.splice(0)) layer.dispose();
    this.#memory.dispose();
  }

  #readImage(images: Uint8Array, from: number, place: Place, image: number): void {
    const channels = this.#net.values[0]!.shape[2]!;
    const [height, width] = place.shape as [number, number];
    const all = new Int16Array(this.#kernels.floats().buffer);
    const table = this.#numbers;
    let at = from;
    for (let row = 0; row < height; row++) {
      let to = place.at(image) / 2 + row * place.pitch * channels;
      for (let column = 0; column < width; column++)
        for (let channel = 0; channel < 256 * channels; channel += 256)
          all[to++] = table[channel + images[at++]!]!;
    }
  }

  #readLogits(): Int32Array {
    const id = this.#net.values.length - 1;
    const { grid, shape } = this.#net.values[id]!;
    const classes = sizeOf(shape);
    if (this.#sums === undefined) {
      const logits = new Int32Array(this.batch * classes);
      for (let image = 0; image < this.batch; image++) logits.set(this.readValue(id, image), image * classes);
      return logits;
    }
    const { node, at } = this.#sums;
    const sums = new Int32Array(this.#kernels.floats().buffer, at, this.batch * classes);
    return sums.map((sum, place) => requantize(sum, node.multipliers[place % classes]!, grid));
  }
}

/** From the first dense layer on, unless images follow it. */
function findFirstWhole(nodes: readonly IntegerNode[]): number {
  const first = nodes.findIndex(({ op }) => op === 'dense');
  const reads = new Set<IntegerNode['op']>(['conv', 'maxPool', 'averagePool']);
  return first < 0 || nodes.slice(first).some(({ op }) => reads.has(op)) ? nodes.length : first;
}

/** Where values lie: with the frames that windows reach into, and for every image where the batch passes. */
function layOut({ values, nodes }: IntegerNet, firstWhole: number): Map<number, Value> {
  const last = values.length - 1;
  return new Map(
    values.map(({ shape }, id): [number, Value] => {
      const isRead = (node: IntegerNode) => node.input === id || (node.op === 'add' && node.other === id);
      const readers = nodes.filter(isRead);
      const isWhole = id === last || nodes.some((node, index) => index >= firstWhole && isRead(node));
      // A dense layer of the whole batch wants images one behind the other.
      const isFlat = readers.some(({ op }) => op === 'dense');
      const pads = findPads(readers, shape, values);
      if (isFlat && Object.values(pads).some((pad) => pad > 0))
        throw new NoIntegerForm(
          'a dense layer and a convolution with padding read the same image, which no plan can lay out',
        );
      return [id, { shape, pads, bytes: 2, isWhole }];
    }),
  );
}

function findPads(
  readers: readonly IntegerNode[],
  shape: readonly number[],
  values: IntegerNet['values'],
): Pads {
  const [height = 0, width = 0] = shape;
  const asked = readers.flatMap((node): Pads[] => {
    if (node.op !== 'conv') return [];
    const { top, left, stride } = node;
    const [kernelHeight, kernelWidth] = node.shape;
    const [rows, columns] = values[node.output]!.shape as [number, number];
    const bottom = (rows - 1) * stride + kernelHeight - top - height;
    const right = (columns - 1) * stride + kernelWidth - left - width;
    return [{ top, left, bottom, right }];
  });
  const most = (side: keyof Pads) => Math.max(0, ...asked.map((pads) => pads[side]));
  return { top: most('top'), bottom: most('bottom'), left: most('left'), right: most('right') };
}
