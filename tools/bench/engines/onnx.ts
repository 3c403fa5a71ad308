/**
 * Inference with onnxruntime-web, on WASM with one thread: a whole net from pixels in an array to logits in
 * an array, like the others. Its inputs and outputs are always copied, which would weigh on a single layer;
 * so a layer is timed as several of its kind side by side on one input, of which only the first place comes
 * out.
 */

import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as ort from 'onnxruntime-web/wasm';
import type { Graph, WeightedNode } from '../../../src/core/infer/graph.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import type { Task } from '../messages.ts';
import { toChannelsFirst } from '../onnx/layout.ts';
import { INPUT, toOnnx, type WriteOptions } from '../onnx/write.ts';
import { createGraph } from './inference.ts';
import { drawInput, type Running, SAMPLE_IMAGES } from './task.ts';

const COPIES = 4;
const RANGE_IMAGES = 16;

export async function prepareOnnx(task: Task): Promise<Running> {
  if (task.kind === 'train') throw new Error('onnxruntime-web does not train here');
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm };
  const { method, batch, net, layer } = task;
  const isInt8 = method.kind === 'int8';
  if (!isInt8 && method.kind !== 'dense') throw new Error(`onnxruntime-web has no ${method.kind} layers`);
  const single = createGraph(task);
  const graph = layer === undefined ? single : copyLayer(single, COPIES);
  const ranges = isInt8 ? await measureRanges(graph) : undefined;
  const outputs = layer === undefined ? 'result' : 'places';
  const session = await openSession(graph, { outputs, ...(ranges && { ranges }) });
  const values = drawImages(batch, graph.inputShape);
  const infer = () => run(session, values, batch, graph.inputShape);
  const [result] = await infer();
  const count = layer === undefined ? SAMPLE_IMAGES * MODEL_ZOO[net].classes : countOutputs(single);
  return {
    device: `onnxruntime-web ${ort.env.versions.web}, 1 thread`,
    images: layer === undefined ? batch : COPIES * batch,
    sample: Array.from(result?.slice(0, count) ?? []),
    step: async () => {
      await infer();
      return undefined;
    },
    dispose: () => void session.release(),
  };
}

function openSession(graph: Graph, options: WriteOptions): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(toOnnx(graph, options), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
    // Folding constants and such is what we want; what it says about it is not.
    logSeverityLevel: 3,
  });
}

async function run(
  session: ort.InferenceSession,
  values: Float32Array,
  batch: number,
  shape: readonly number[],
): Promise<Float32Array[]> {
  const [height, width, channels] = shape;
  const sides = shape.length === 3 ? [channels as number, height as number, width as number] : shape;
  const input = new ort.Tensor('float32', values, [batch, ...sides]);
  const results = await session.run({ [INPUT]: input });
  return session.outputNames.map((name) => results[name]?.data as Float32Array);
}

function drawImages(batch: number, shape: readonly number[]): Float32Array {
  const values = drawInput(batch, shape);
  return shape.length === 3 ? toChannelsFirst(values, shape as [number, number, number]) : values;
}

/** The layer of a graph several times over on one input, each time with its weights in another order. */
function copyLayer(graph: Graph, copies: number): Graph {
  const node = graph.nodes[0] as WeightedNode;
  const nodes = Array.from({ length: copies }, (_, copy): WeightedNode => {
    const { kernel } = node;
    const moved = kernel.map((_, i) => kernel[(i + copy) % kernel.length] as number);
    return { ...node, kernel: moved, output: copy + 1 };
  });
  return { ...graph, nodes };
}

const countOutputs = ({ nodes }: Graph) => (nodes[0] as WeightedNode).bias.length;

/** Largest absolute value of each value, over a few images. */
async function measureRanges(graph: Graph): Promise<Map<number, number>> {
  const session = await openSession(graph, { outputs: 'all' });
  const values = drawImages(RANGE_IMAGES, graph.inputShape);
  const results = await run(session, values, RANGE_IMAGES, graph.inputShape);
  await session.release();
  const toRange = (list: Float32Array) => list.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return new Map([
    [0, toRange(values)],
    ...graph.nodes.map(({ output }, i): [number, number] => [output, toRange(results[i] as Float32Array)]),
  ]);
}
