/**
 * How fast does this engine train the model at hand? Forward and backward passes on a few images of noise,
 * the best of as many as fit a budget, on one thread; and, on WASM, how much one core could do at most, from
 * multiply-adds on registers. FLOPs are two for each multiply-accumulate, thrice a pass but for the first
 * layer, whose input needs no gradient.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { kernelModuleOf } from '../../kernels/module.ts';
import { createStream } from '../../math/random.ts';
import type { EnginePace } from '../../protocol/commands.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { countMacs, sizeOf, traceShapes } from '../../spec/shapes.ts';
import { toOneHot } from '../loss/labels.ts';
import { type Clock, getDeviceClock, toSpanMs } from '../measure/clock.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { passShard } from '../pass/shard.ts';

/** Of a pass. */
const MOST_IMAGES = 100;
const LEAST_IMAGES = 8;
const PASS_MACS = 250e6;
const BUDGET_MS = 150;
const WARM_UPS = 2;
const ROOF_ROUNDS = 200_000;
const ROOF_MS = 0.3;
/** A clock that ticks more seldom cannot tell the roof in a moment. */
const COARSEST_ROOF_TICK_MS = 2;
const FLOPS_PER_ROOF_ROUND = 96;

/** Forward and backward passes of a net on noise, on this thread. */
export interface Passes {
  /** Resolves when the gradients are really there. */
  run(): Promise<void>;
  dispose(): void;
}

export function createPasses(spec: ModelSpec, images: number): Passes {
  const network = Network.fromSnapshot(initializeModel(spec, 1));
  const pixels = new Float32Array(images * sizeOf(spec.inputShape));
  createStream(1, 'pace').fillUniform(pixels, -1, 1);
  const labels = Int32Array.from({ length: images }, (_, i) => i % spec.classes);
  const input = {
    images: tf.tensor4d(pixels, [images, ...spec.inputShape]),
    targets: toOneHot(labels, spec.classes),
    labels,
    dropout: () => null,
  };
  const names = network.trainable.map(({ name }) => name);
  const weights = names.map((name) => network.latent(name));
  return {
    async run() {
      const { gradients } = await passShard(spec, names, weights, input, images);
      // What a GPU has not finished yet is not done.
      await gradients.at(-1)?.data();
      tf.dispose(gradients);
    },
    dispose() {
      tf.dispose([input.images, input.targets]);
      network.dispose();
    },
  };
}

/** So many that a pass is worth timing, and so few that it keeps nobody waiting. */
export function countPaceImages(spec: ModelSpec): number {
  return Math.min(MOST_IMAGES, Math.max(LEAST_IMAGES, Math.round(PASS_MACS / countMacs(spec))));
}

/**
 * @param yieldThread awaited between passes
 * @param clock where it ticks seldom, so many passes are one sample that it can tell
 */
export async function measurePace(
  spec: ModelSpec,
  yieldThread?: () => Promise<void>,
  clock: Clock = getDeviceClock(),
): Promise<EnginePace> {
  const count = countPaceImages(spec);
  const passes = createPasses(spec, count);
  let best = Number.POSITIVE_INFINITY;
  let roofGflops: number | null = null;
  try {
    for (let pass = 0; pass < WARM_UPS; pass++) {
      await yieldThread?.();
      await passes.run();
    }
    const canTellRoof = tf.getBackend() === 'wasm' && clock.tickMs <= COARSEST_ROOF_TICK_MS;
    const spanMs = toSpanMs(clock, 0);
    const start = clock.now();
    while (best === Number.POSITIVE_INFINITY || clock.now() - start < BUDGET_MS) {
      best = Math.min(best, await timePasses(passes, spanMs, clock, yieldThread));
      if (canTellRoof) roofGflops = Math.max(roofGflops ?? 0, measureRoof(clock));
    }
  } finally {
    passes.dispose();
  }
  return {
    model: spec.name,
    imagesPerSecond: (1000 * count) / best,
    gflops: (count * countTrainFlops(spec)) / best / 1e6,
    roofGflops,
  };
}

function countTrainFlops(spec: ModelSpec): number {
  const first = traceShapes(spec).find(({ macs }) => macs > 0)?.macs ?? 0;
  return 2 * (3 * countMacs(spec) - first);
}

/** Milliseconds of a pass, over as many as the clock needs. */
async function timePasses(
  passes: Passes,
  spanMs: number,
  clock: Clock,
  yieldThread?: () => Promise<void>,
): Promise<number> {
  let [elapsedMs, count] = [0, 0];
  while (count === 0 || elapsedMs < spanMs) {
    await yieldThread?.();
    const start = clock.now();
    await passes.run();
    elapsedMs += clock.now() - start;
    count++;
  }
  return elapsedMs / count;
}

/** GFLOP/s of multiply-adds on registers, on this thread. */
function measureRoof(clock: Clock): number {
  const kernels = kernelModuleOf(tf.backend() as BackendWasm);
  const [at] = kernels.scratch(64) as [number];
  kernels.floats().fill(0.5, at / 4, at / 4 + 8);
  const spanMs = toSpanMs(clock, ROOF_MS);
  const start = clock.now();
  let [rounds, elapsedMs] = [0, 0];
  while (elapsedMs < spanMs) {
    kernels.exports.measureRoof(ROOF_ROUNDS, at);
    rounds += ROOF_ROUNDS;
    elapsedMs = clock.now() - start;
  }
  return (FLOPS_PER_ROOF_ROUND * rounds) / elapsedMs / 1e6;
}
