/**
 * How long does one image take? Measured, not estimated: pixels in JavaScript's hands to logits there, by the kernels that are made for it: in
 * floats with every weight, and again with each layer in the faster of two forms, with all its weights or without its zeros. What was
 * faster was measured too, layer by layer. It takes about a quarter of a second in all.
 *
 * A layer without a fused form runs through its ordinary forward pass, and is named. On backends without those kernels it is tfjs's own inference, and nothing is said of sparse layers.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type KernelModule, kernelModuleOf } from '../../kernels/module.ts';
import { createStream } from '../../math/random.ts';
import { summarizeLatency } from '../../math/statistics.ts';
import type { LatencyLedger, SpeedLedger } from '../../protocol/ledger.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { foldModel, type Graph, listUnfused, type WeightedNode } from '../infer/graph.ts';
import { InferencePlan } from '../infer/plan.ts';
import type { Network } from '../models/network.ts';
import { freezeNetwork } from '../pass/freeze.ts';
import {
  addCurves,
  findBreakEven,
  MEASURED_SPARSITIES,
  measureCurve,
  type SparsityCurve,
} from './breakeven.ts';
import { findPace, timeCalls } from './pace.ts';

const WARM_UPS = 5;
const MOST_SAMPLES = 40;
const LEAST_SAMPLES = 5;
const LEAST_SAMPLE_MS = 2;
const BUDGET_MS = 60;
/** For a sample of one form of one layer. */
const LAYER_MS = 0.4;
/** Layers with fewer zeros are not tried without them: no shape breaks even there. */
const LEAST_SPARSITY = 0.2;

export interface MeasuredLatency {
  readonly latencyMs: LatencyLedger;
  /** Absent on backends without sparse kernels. */
  readonly speed?: SpeedLedger;
}

type YieldThread = () => Promise<void>;

/** One image with every weight, and, on WASM, with each layer in its faster form. */
export async function measureLatency(network: Network, yieldThread?: YieldThread): Promise<MeasuredLatency> {
  if (tf.getBackend() !== 'wasm') return { latencyMs: await measureFrozen(network, yieldThread) };
  const kernels = kernelModuleOf(tf.backend() as BackendWasm);
  const graph = foldModel(await network.toEffectiveSnapshot());
  const image = new Float32Array(sizeOf(graph.inputShape));
  createStream(1, 'latency').fillUniform(image, -1, 1);
  const dense = new InferencePlan(kernels, graph, { batch: 1 });
  try {
    const latencyMs = await samplePlan(dense, graph, image, yieldThread);
    return { latencyMs, speed: await measureSparse(kernels, graph, dense, image, yieldThread) };
  } finally {
    dense.dispose();
  }
}

/** @param dense the plan with every weight, after a pass */
async function measureSparse(
  kernels: KernelModule,
  graph: Graph,
  dense: InferencePlan,
  image: Float32Array,
  yieldThread?: YieldThread,
): Promise<SpeedLedger> {
  const isThin = ({ kernel }: WeightedNode) => countZeros(kernel) >= LEAST_SPARSITY * kernel.length;
  const sparse = new InferencePlan(kernels, graph, {
    batch: 1,
    methodOf: (node) => (isThin(node) ? 'sparse' : 'float'),
  });
  const layers: SpeedLedger['layers'][number][] = [];
  const curves: SparsityCurve[] = [];
  try {
    sparse.run(image);
    for (const [i, { node, run }] of dense.layers.entries()) {
      await yieldThread?.();
      const curve = measureCurve(kernels, node);
      curves.push(curve);
      if (!isThin(node)) continue;
      const [denseMs, sparseMs] = [findPace(run, LAYER_MS).ms, findPace(sparse.layers[i]!.run, LAYER_MS).ms];
      layers.push({ layer: node.name, denseMs, sparseMs, breakEven: findBreakEven(curve) });
    }
  } finally {
    sparse.dispose();
  }
  const faster = new Set(layers.flatMap((each) => (each.sparseMs < each.denseMs ? [each.layer] : [])));
  const best = new InferencePlan(kernels, graph, {
    batch: 1,
    methodOf: ({ name }) => (faster.has(name) ? 'sparse' : 'float'),
  });
  try {
    const total = addCurves(curves);
    return {
      best: await samplePlan(best, graph, image, yieldThread),
      layers,
      curve: MEASURED_SPARSITIES.map((sparsity, i) => ({
        sparsity,
        denseMs: total.denseMs,
        sparseMs: total.sparseMs[i]!,
      })),
      breakEven: findBreakEven(total),
    };
  } finally {
    best.dispose();
  }
}

function countZeros(values: Float32Array): number {
  return values.reduce((count, value) => (value === 0 ? count + 1 : count), 0);
}

/** Samples one after the other until they are enough or the time is up. */
async function samplePlan(
  plan: InferencePlan,
  graph: Graph,
  image: Float32Array,
  yieldThread?: YieldThread,
): Promise<LatencyLedger> {
  const run = () => void plan.run(image);
  timeCalls(run, WARM_UPS);
  const { calls } = findPace(run, LEAST_SAMPLE_MS);
  const latency = await collect(async () => timeCalls(run, calls), calls, yieldThread);
  const unfused = listUnfused(graph);
  return unfused.length === 0 ? latency : { ...latency, unfused };
}

async function collect(
  sample: () => Promise<number>,
  calls: number,
  yieldThread?: YieldThread,
): Promise<LatencyLedger> {
  const samples: number[] = [];
  let spent = 0;
  while (samples.length < MOST_SAMPLES && (spent < BUDGET_MS || samples.length < LEAST_SAMPLES)) {
    await yieldThread?.();
    const ms = await sample();
    samples.push(ms);
    spent += ms * calls;
  }
  return summarizeLatency(samples);
}

async function measureFrozen(network: Network, yieldThread?: YieldThread): Promise<LatencyLedger> {
  const frozen = freezeNetwork(network);
  const image = tf.zeros([1, ...network.spec.inputShape]) as tf.Tensor4D;
  const time = async (images: number): Promise<number> => {
    const start = performance.now();
    for (let index = 0; index < images; index++) {
      const logits = frozen.forward(image);
      await logits.data();
      logits.dispose();
    }
    return (performance.now() - start) / images;
  };
  try {
    await time(WARM_UPS);
    let images = 1;
    while ((await time(images)) * images < LEAST_SAMPLE_MS) images *= 2;
    return await collect(() => time(images), images, yieldThread);
  } finally {
    frozen.dispose();
    image.dispose();
  }
}
