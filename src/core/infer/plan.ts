/**
 * How fast can a finished model answer? A folded net as a list of calls into WASM, with everything else done
 * beforehand: weights packed in the form that each layer computes with, values at fixed places, padding in
 * place. A pass is those calls and nothing more.
 *
 * Results are those of the net up to rounding: folded batch norm and single rows sum in another order. So the
 * lab's error counts come from `evaluate`, and this is for speed, and for saying it.
 */
import type { ReadyLayer } from '../../kernels/layers/layer.ts';
import type { KernelModule } from '../../kernels/module.ts';
import { sizeOf } from '../../spec/shapes.ts';
import type { Graph, GraphNode, WeightedNode } from './graph.ts';
import { frameOf, type Layout, layOut, type Method } from './layout.ts';
import { PlanMemory } from './memory.ts';
import { createStep } from './steps.ts';

export interface PlanOptions {
  readonly batch: number;
  /** How each convolution and dense layer computes; in floats where absent. */
  readonly methodOf?: (node: WeightedNode) => Method;
}

/** One node as calls: on image `image`, or, from the first dense layer on, on the whole batch. */
interface Step {
  readonly node: GraphNode;
  readonly run: (image: number) => void;
}

export class InferencePlan {
  readonly batch: number;
  readonly #kernels: KernelModule;
  readonly #memory: PlanMemory;
  readonly #layers: ReadyLayer[] = [];
  readonly #layout: Layout;
  readonly #steps: readonly Step[];
  readonly #pixels: number;
  readonly #imageSize: number;

  constructor(kernels: KernelModule, graph: Graph, { batch, methodOf = () => 'float' }: PlanOptions) {
    this.batch = batch;
    this.#kernels = kernels;
    this.#imageSize = sizeOf(graph.inputShape);
    this.#layout = layOut(graph);
    this.#memory = new PlanMemory(kernels, batch, this.#layout.values);
    this.#pixels = this.#memory.reserve(4 * this.#imageSize);
    this.#steps = this.#layout.nodes.map((node, index) => ({
      node,
      run: createStep(this.#memory, node, methodOf, index >= this.#layout.firstWhole ? batch : 1, (layer) =>
        this.#layers.push(layer),
      ),
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
    return this.#memory.read(output);
  }

  /**
   * Each convolution and dense layer with a call that computes it again for the whole batch. What runs image
   * by image reads the last image's values each time.
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

  dispose(): void {
    for (const layer of this.#layers.splice(0)) layer.dispose();
    this.#memory.dispose();
  }

  #readImage(image: Float32Array, index: number): void {
    const { exports } = this.#kernels;
    const place = this.#memory.placeOf(0);
    if (place.pitch === (place.shape[1] ?? 1) && place.pads.top === 0) {
      this.#kernels.view(place.at(index), image.length).set(image);
      return;
    }
    this.#kernels.view(this.#pixels, image.length).set(image);
    const [height, width, channels] = place.shape.length === 3 ? place.shape : [1, 1, image.length];
    const sizes = [height, width, channels] as [number, number, number];
    const { top, left } = place.pads;
    const frame = frameOf(place);
    exports.placeImage(this.#pixels, ...sizes, place.frameAt(index), top, left, frame.height, frame.width);
  }
}
