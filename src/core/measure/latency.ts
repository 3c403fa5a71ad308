/**
 * How long does one image take? Measured, not estimated: pixels in JavaScript's hands to logits there, by the
 * kernels that are made for it: in floats with every weight, and again with each layer in the fastest of its
 * forms: with all its weights, without its zeros, or by comparing signs where it has nothing else. What was
 * faster was measured too, layer by layer. It takes about a quarter of a second in all, and longer where the
 * clock ticks seldom. What is compared is timed in turn, and noise is stated; where the clock cannot tell
 * layers, nothing is said of them.
 *
 * A model that has a form in whole numbers alone is timed in that, too, from bytes to logits.
 *
 * A layer without a fused form runs through its ordinary forward pass, and is named. On backends without
 * those kernels it is tfjs's own inference, and nothing is said of sparse layers.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { createLevels } from '../../data/examples.ts';
import { type KernelModule, kernelModuleOf } from '../../kernels/module.ts';
import { createStream } from '../../math/random.ts';
import { summarizeLatency } from '../../math/statistics.ts';
import type { LatencyLedger, SpeedLedger } from '../../protocol/ledger.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { foldModel, type Graph, listUnfused, type WeightedNode } from '../infer/graph.ts';
import { InferencePlan } from '../infer/plan.ts';
import { buildIntegerModel } from '../integer/build.ts';
import { NoIntegerForm } from '../integer/noform.ts';
import { IntegerPlan } from '../integer/plan.ts';
import type { Network } from '../models/network.ts';
import { freezeNetwork } from '../pass/freeze.ts';
import {
  addCurves,
  findBreakEven,
  MEASURED_SPARSITIES,
  measureCurve,
  type SparsityCurve,
} from './breakeven.ts';
import { type Clock, getDeviceClock, toSpanMs } from './clock.ts';
import { countCalls, findPaces, timeCalls } from './pace.ts';

const WARM_UPS = 5;
const MOST_SAMPLES = 40;
const LEAST_SAMPLES = 5;
const LEAST_SAMPLE_MS = 2;
const BUDGET_MS = 60;
/** Samples that take longer are few. */
const LONG_SAMPLE_MS = 100;
/** Layers are not timed by a clock that ticks more seldom: each would take a second. */
const COARSEST_TICK_MS = 2;
/** For a sample of one form of one layer. */
const LAYER_MS = 0.4;
/** Layers with fewer zeros are not tried without them: no shape breaks even there. */
const LEAST_SPARSITY = 0.2;

export interface MeasuredLatency {
  readonly latencyMs: LatencyLedger;
  /** Absent on backends without sparse kernels, and where the clock cannot tell what they gain. */
  readonly speed?: SpeedLedger;
  /** In whole numbers alone; absent on other backends, and where the model has no such form. */
  readonly integerMs?: LatencyLedger;
}

type YieldThread = () => Promise<void>;

/** One image with every weight, and, on WASM, with each layer in its faster form. */
export async function measureLatency(
  network: Network,
  yieldThread?: YieldThread,
  clock: Clock = getDeviceClock(),
): Promise<MeasuredLatency> {
  if (tf.getBackend() !== 'wasm') return { latencyMs: await measureFrozen(network, clock, yieldThread) };
  const kernels = kernelModuleOf(tf.backend() as BackendWasm);
  const model = await network.toEffectiveSnapshot();
  const graph = foldModel(model);
  const image = new Float32Array(sizeOf(graph.inputShape));
  createStream(1, 'latency').fillUniform(image, -1, 1);
  const plans: { dispose(): void }[] = [];
  const keep = <Plan extends { dispose(): void }>(plan: Plan): Plan => {
    plans.push(plan);
    return plan;
  };
  try {
    const dense = keep(new InferencePlan(kernels, graph, { batch: 1 }));
    const run = (plan: InferencePlan) => () => void plan.run(image);
    run(dense)();
    const speed =
      clock.tickMs > COARSEST_TICK_MS
        ? null
        : await measureLayers(kernels, graph, dense, image, clock, yieldThread);
    const faster = new Set(
      speed?.layers.flatMap((each) => (each.sparseMs < each.denseMs ? [each.layer] : [])),
    );
    const counted = new Set(
      speed?.signs?.flatMap((each) => (each.signsMs < each.floatMs ? [each.layer] : [])),
    );
    const methodOf = ({ name }: WeightedNode) =>
      counted.has(name) ? 'signs' : faster.has(name) ? 'sparse' : 'float';
    const best = speed && keep(new InferencePlan(kernels, graph, { batch: 1, methodOf }));
    const whole = createIntegerPlan(kernels, model);
    if (whole !== undefined) keep(whole);
    const bytes = new Uint8Array(image.length);
    const runs = [run(dense), best && run(best), whole && (() => void whole.run(bytes))];
    const taken = await sampleRuns(
      runs.filter((each) => each != null),
      clock,
      yieldThread,
    );
    const unfused = listUnfused(graph);
    const inFloats = (each: LatencyLedger) => (unfused.length === 0 ? each : { ...each, unfused });
    return {
      latencyMs: inFloats(taken[0]!),
      ...(speed && { speed: { best: inFloats(taken[1]!), ...speed } }),
      ...(whole && { integerMs: taken.at(-1)! }),
    };
  } finally {
    for (const plan of plans) plan.dispose();
  }
}

/** How bytes are normalised says nothing of how long it takes. */
const ANY_LEVELS = { mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25] };

/** The model in whole numbers for one image; undefined where it has no such form. */
function createIntegerPlan(kernels: KernelModule, model: ModelSnapshot): IntegerPlan | undefined {
  try {
    return new IntegerPlan(kernels, buildIntegerModel(model, createLevels(ANY_LEVELS)), 1);
  } catch (error) {
    if (error instanceof NoIntegerForm) return undefined;
    throw error;
  }
}

/** @param dense the plan with every weight, after a pass */
async function measureLayers(
  kernels: KernelModule,
  graph: Graph,
  dense: InferencePlan,
  image: Float32Array,
  clock: Clock,
  yieldThread?: YieldThread,
): Promise<Omit<SpeedLedger, 'best'>> {
  const isThin = ({ kernel }: WeightedNode) => countZeros(kernel) >= LEAST_SPARSITY * kernel.length;
  const sparse = new InferencePlan(kernels, graph, {
    batch: 1,
    methodOf: (node) => (isThin(node) ? 'sparse' : 'float'),
  });
  const signs = measureSigns(kernels, graph, dense, image, clock);
  const layers: SpeedLedger['layers'][number][] = [];
  const curves: SparsityCurve[] = [];
  try {
    sparse.run(image);
    for (const [i, { node, run }] of dense.layers.entries()) {
      await yieldThread?.();
      const curve = measureCurve(kernels, node, clock);
      curves.push(curve);
      if (!isThin(node)) continue;
      const [full, thin] = findPaces([run, sparse.layers[i]!.run], LAYER_MS, clock);
      layers.push({
        layer: node.name,
        denseMs: full!.ms,
        sparseMs: thin!.ms,
        breakEven: findBreakEven(curve),
      });
    }
  } finally {
    sparse.dispose();
  }
  const total = addCurves(curves);
  return {
    noise: total.noise,
    layers,
    ...(signs.length > 0 && { signs }),
    curve: MEASURED_SPARSITIES.map((sparsity, i) => ({
      sparsity,
      denseMs: total.denseMs,
      sparseMs: total.sparseMs[i]!,
    })),
    breakEven: findBreakEven(total),
  };
}

/** @param dense the plan in floats, after a pass */
function measureSigns(
  kernels: KernelModule,
  graph: Graph,
  dense: InferencePlan,
  image: Float32Array,
  clock: Clock,
): NonNullable<SpeedLedger['signs']> {
  if (!dense.layers.some(({ node }) => node.signs)) return [];
  const counting = new InferencePlan(kernels, graph, {
    batch: 1,
    methodOf: ({ signs }) => (signs ? 'signs' : 'float'),
  });
  try {
    counting.run(image);
    return dense.layers.flatMap(({ node, run }, i) => {
      if (!node.signs) return [];
      const [floats, signs] = findPaces([run, counting.layers[i]!.run], LAYER_MS, clock);
      return [{ layer: node.name, floatMs: floats!.ms, signsMs: signs!.ms }];
    });
  } finally {
    counting.dispose();
  }
}

function countZeros(values: Float32Array): number {
  return values.reduce((count, value) => (value === 0 ? count + 1 : count), 0);
}

async function sampleRuns(
  runs: readonly (() => void)[],
  clock: Clock,
  yieldThread?: YieldThread,
): Promise<LatencyLedger[]> {
  const samplers = runs.map((run): Sampler => {
    timeCalls(run, WARM_UPS, clock);
    const calls = countCalls(run, LEAST_SAMPLE_MS, clock);
    return { calls, sample: async () => timeCalls(run, calls, clock) };
  });
  return collect(samplers, clock, yieldThread);
}

interface Sampler {
  /** Calls of a sample, which gives the milliseconds of one. */
  readonly calls: number;
  sample(): Promise<number>;
}

/** Samples of each in turn, until they are enough or the time is up. */
async function collect(
  samplers: readonly Sampler[],
  clock: Clock,
  yieldThread?: YieldThread,
): Promise<LatencyLedger[]> {
  const samples: number[][] = samplers.map(() => []);
  const least = toSpanMs(clock, LEAST_SAMPLE_MS) > LONG_SAMPLE_MS ? 1 : LEAST_SAMPLES;
  let spent = 0;
  for (
    let round = 0;
    round < MOST_SAMPLES && (spent < BUDGET_MS * samplers.length || round < least);
    round++
  ) {
    for (const [i, { calls, sample }] of samplers.entries()) {
      await yieldThread?.();
      const ms = await sample();
      samples[i]!.push(ms);
      spent += ms * calls;
    }
  }
  return samples.map(summarizeLatency);
}

async function measureFrozen(
  network: Network,
  clock: Clock,
  yieldThread?: YieldThread,
): Promise<LatencyLedger> {
  const frozen = freezeNetwork(network);
  const image = tf.zeros([1, ...network.spec.inputShape]) as tf.Tensor4D;
  const time = async (images: number): Promise<number> => {
    const start = clock.now();
    for (let index = 0; index < images; index++) {
      const logits = frozen.forward(image);
      await logits.data();
      logits.dispose();
    }
    return (clock.now() - start) / images;
  };
  try {
    await time(WARM_UPS);
    const spanMs = toSpanMs(clock, LEAST_SAMPLE_MS);
    let images = 1;
    while ((await time(images)) * images < spanMs) images *= 2;
    const [latency] = await collect([{ calls: images, sample: () => time(images) }], clock, yieldThread);
    return latency!;
  } finally {
    frozen.dispose();
    image.dispose();
  }
}
