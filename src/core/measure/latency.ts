/**
 * How long does one image take? Measured, not estimated: pixels in JavaScript's hands to logits there, by the
 * kernels that are made for it: in floats with every weight, and again with each layer in the fastest of its
 * forms: with all its weights, without its zeros, or by comparing signs where it has nothing else. What was
 * faster was measured too, layer by layer. It takes about a quarter of a second in all, and longer where the
 * clock ticks seldom. What is compared is timed in turn, and noise is stated; where the clock cannot tell
 * layers, nothing is said of them.
 *
 * A model with convolutions of 3 x 3 is timed once more with those in tiles where that is faster still.
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
import { isNoisy, summarizeLatency } from '../../math/statistics.ts';
import type { LatencyLedger, MeasuredLatency, SpeedLedger, TilesLedger } from '../../protocol/ledger.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { foldModel, listUnfused, type WeightedNode } from '../infer/graph.ts';
import type { Method } from '../infer/layout.ts';
import { InferencePlan } from '../infer/plan.ts';
import { buildIntegerModel } from '../integer/build.ts';
import { NoIntegerForm } from '../integer/noform.ts';
import { IntegerPlan } from '../integer/plan.ts';
import { Network } from '../models/network.ts';
import { freezeNetwork } from '../pass/freeze.ts';
import { type Clock, getDeviceClock, toSpanMs } from './clock.ts';
import { measureLayers, measureTiles } from './layerspeed.ts';
import { countCalls, timeCalls } from './pace.ts';

const WARM_UPS = 5;
const MOST_SAMPLES = 40;
const LEAST_SAMPLES = 5;
const LEAST_SAMPLE_MS = 2;
const BUDGET_MS = 60;
/** Times that scatter are sampled longer, at most so many times. */
const NOISY_BUDGETS = 5;
/** Samples that take longer are few. */
const LONG_SAMPLE_MS = 100;
/** Layers are not timed by a clock that ticks more seldom: each would take a second. */
const COARSEST_TICK_MS = 2;

type YieldThread = () => Promise<void>;

/** One image with every weight, and, on WASM, with each layer in its faster form. */
export async function measureLatency(
  network: Network,
  yieldThread?: YieldThread,
  clock: Clock = getDeviceClock(),
): Promise<MeasuredLatency> {
  const [measured] = await measureLatencies([network], yieldThread, clock);
  return measured!;
}

/** The same for several networks that are compared, all of them sampled in turn. */
async function measureLatencies(
  networks: readonly Network[],
  yieldThread?: YieldThread,
  clock: Clock = getDeviceClock(),
): Promise<MeasuredLatency[]> {
  const prepare = tf.getBackend() === 'wasm' ? preparePlans : prepareFrozen;
  const timed: Timed[] = [];
  try {
    for (const network of networks) timed.push(await prepare(network, clock, yieldThread));
    const samplers: Sampler[] = [];
    for (const each of timed) for (const create of each.samplers) samplers.push(await create());
    const taken = await collect(samplers, clock, yieldThread);
    return timed.map(({ samplers: { length }, toMeasured }) => toMeasured(taken.splice(0, length)));
  } finally {
    for (const each of timed) each.dispose();
  }
}

/** The same for models that come from the page. */
export async function timeModels(
  models: readonly ModelSnapshot[],
  yieldThread?: YieldThread,
): Promise<MeasuredLatency[]> {
  const networks: Network[] = [];
  try {
    for (const model of models) networks.push(Network.fromSnapshot(model));
    return await measureLatencies(networks, yieldThread);
  } finally {
    for (const network of networks) network.dispose();
  }
}

/** A network that is ready to be timed in each of its forms. */
interface Timed {
  /** Each warms up, and sees how many calls the clock needs. */
  readonly samplers: readonly (() => Sampler | Promise<Sampler>)[];
  /** @param taken for each sampler, in their order */
  toMeasured(taken: readonly LatencyLedger[]): MeasuredLatency;
  dispose(): void;
}

async function preparePlans(network: Network, clock: Clock, yieldThread?: YieldThread): Promise<Timed> {
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
  const dispose = () => {
    for (const plan of plans) plan.dispose();
  };
  try {
    const dense = keep(new InferencePlan(kernels, graph, { batch: 1 }));
    const run = (plan: InferencePlan) => () => void plan.run(image);
    run(dense)();
    const speed =
      clock.tickMs > COARSEST_TICK_MS
        ? null
        : await measureLayers(kernels, graph, dense, image, clock, yieldThread);
    const best = speed && keep(new InferencePlan(kernels, graph, { batch: 1, methodOf: toFastest(speed) }));
    const tiles = speed ? await measureTiles(kernels, graph, dense, image, clock, yieldThread) : [];
    const tiled =
      speed && tiles.length > 0
        ? keep(new InferencePlan(kernels, graph, { batch: 1, methodOf: toFastest(speed, tiles) }))
        : null;
    const whole = createIntegerPlan(kernels, model);
    if (whole !== undefined) keep(whole);
    const bytes = new Uint8Array(image.length);
    const runs = [run(dense), best && run(best), tiled && run(tiled), whole && (() => void whole.run(bytes))];
    const unfused = listUnfused(graph);
    const inFloats = (each: LatencyLedger) => (unfused.length === 0 ? each : { ...each, unfused });
    return {
      samplers: runs.filter((each) => each != null).map((each) => () => createSampler(each, clock)),
      toMeasured: (taken) => ({
        latencyMs: inFloats(taken[0]!),
        ...(speed && { speed: { best: inFloats(taken[1]!), ...speed } }),
        ...(tiled && { tiles: { best: inFloats(taken[2]!), layers: tiles } }),
        ...(whole && { integerMs: taken.at(-1)! }),
      }),
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** The form of each layer that was the fastest of those measured; in floats where nothing was. */
function toFastest(
  { layers, signs = [] }: Omit<SpeedLedger, 'best'>,
  tiles: TilesLedger['layers'] = [],
): (node: WeightedNode) => Method {
  const fastest = new Map<string, { method: Method; ms: number }>();
  const offer = (layer: string, method: Method, ms: number, floatMs: number) => {
    if (ms < (fastest.get(layer)?.ms ?? floatMs)) fastest.set(layer, { method, ms });
  };
  for (const each of layers) offer(each.layer, 'sparse', each.sparseMs, each.denseMs);
  for (const each of signs) offer(each.layer, 'signs', each.signsMs, each.floatMs);
  for (const each of tiles) {
    offer(each.layer, 'tiles2', each.tiles2Ms, each.directMs);
    offer(each.layer, 'tiles4', each.tiles4Ms, each.directMs);
  }
  return ({ name }) => fastest.get(name)?.method ?? 'float';
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

function createSampler(run: () => void, clock: Clock): Sampler {
  timeCalls(run, WARM_UPS, clock);
  const calls = countCalls(run, LEAST_SAMPLE_MS, clock);
  return { calls, sample: async () => timeCalls(run, calls, clock) };
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
  const budget = BUDGET_MS * samplers.length;
  let spent = 0;
  const areFew = (round: number) =>
    spent < budget || round < least || (spent < NOISY_BUDGETS * budget && samples.some(isLoud));
  for (let round = 0; round < MOST_SAMPLES && areFew(round); round++) {
    for (const [i, { calls, sample }] of samplers.entries()) {
      await yieldThread?.();
      const ms = await sample();
      samples[i]!.push(ms);
      spent += ms * calls;
    }
  }
  return samples.map(summarizeLatency);
}

const isLoud = (samples: readonly number[]) => isNoisy(summarizeLatency(samples));

async function prepareFrozen(network: Network, clock: Clock): Promise<Timed> {
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
  const warmUp = async (): Promise<Sampler> => {
    await time(WARM_UPS);
    const spanMs = toSpanMs(clock, LEAST_SAMPLE_MS);
    let images = 1;
    while ((await time(images)) * images < spanMs) images *= 2;
    return { calls: images, sample: () => time(images) };
  };
  return {
    samplers: [warmUp],
    toMeasured: ([latencyMs]) => ({ latencyMs: latencyMs! }),
    dispose: () => {
      frozen.dispose();
      image.dispose();
    },
  };
}
