/**
 * How near training steps and kernels come to the processor's roof. `npx tsx tools/kernelbench.ts [--net
 * name]... [--profile] [--rounds n] [--optimizer sgd|adam]`: for each zoo model the milliseconds, images per
 * second, GFLOP/s and share of the roof of a training step, each round beside a measurement of the roof
 * itself, in processor time, medians over the rounds. With --profile also where the time goes, kernel by
 * kernel.
 *
 * FLOPs are two per MAC, forward, by weights, and by inputs (but not of the first layer with weights); all
 * else counts none.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { initializeModel } from '../src/core/models/initialize.ts';
import { Network } from '../src/core/models/network.ts';
import { createBatch } from '../src/core/train/batch.ts';
import { Optimizer } from '../src/core/train/optimizer.ts';
import { trainStep } from '../src/core/train/step.ts';
import { openPacked } from '../src/data/examples.ts';
import { kernelModuleOf } from '../src/kernels/module.ts';
import { registerKernels } from '../src/kernels/register.ts';
import { createStream } from '../src/math/random.ts';
import type { TrainStage } from '../src/recipe/schema.ts';
import { DATASETS } from '../src/spec/datasets.ts';
import type { ModelSpec } from '../src/spec/model.ts';
import { traceShapes } from '../src/spec/shapes.ts';
import { MODEL_DATASET, MODEL_NAMES, MODEL_ZOO, type ModelName } from '../src/spec/zoo.ts';

/** Kernels that a profile lists shape by shape. */
const HEAVY = new Set(['BatchMatMul', 'Conv2D', 'Conv2DBackpropFilter', 'Conv2DBackpropInput']);

const ROOF_ROUNDS = 1_000_000;

const { values } = parseArgs({
  options: {
    net: { type: 'string', multiple: true, default: [...MODEL_NAMES] },
    rounds: { type: 'string', default: '7' },
    optimizer: { type: 'string', default: 'sgd' },
    profile: { type: 'boolean', default: false },
  },
});

async function startWasm(): Promise<void> {
  const require = createRequire(import.meta.url);
  tf.enableProdMode();
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  await tf.setBackend('wasm');
  registerKernels();
}

/** Processor time of this process in ms: unlike the clock it does not count what other programs take. */
function readCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** GFLOP/s of multiply-adds on registers. */
function measureRoof(): number {
  const kernels = kernelModuleOf(tf.backend() as BackendWasm);
  const [at] = kernels.scratch(64) as [number];
  kernels.floats().fill(0.5, at / 4, at / 4 + 8);
  const start = readCpuMs();
  kernels.exports.measureRoof(ROOF_ROUNDS, at);
  return (96 * ROOF_ROUNDS) / (readCpuMs() - start) / 1e6;
}

function countStepFlops(spec: ModelSpec, batch: number): number {
  const macs = traceShapes(spec).flatMap((each) => (each.macs > 0 ? [each.macs] : []));
  const total = macs.reduce((sum, each) => sum + each, 0);
  return 2 * batch * (3 * total - (macs[0] ?? 0));
}

/** A stage with the options that a recipe fills in. */
function createStage(): TrainStage {
  const shared = { learningRate: 0.001, weightDecay: 0 };
  const optimizer: TrainStage['optimizer'] =
    values.optimizer === 'adam'
      ? { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...shared }
      : { kind: 'sgd', momentum: 0.9, nesterov: false, ...shared, weightDecay: 1e-4 };
  return { kind: 'train', epochs: 1, batchSize: 1, optimizer, schedule: { kind: 'constant' } };
}

function createStep(name: ModelName, batch: number): () => Promise<unknown> {
  const spec = MODEL_ZOO[name];
  const network = Network.fromSnapshot(initializeModel(spec, 1));
  const stage = createStage();
  const optimizer = new Optimizer(stage.optimizer);
  const pixels = new Uint8Array(batch * spec.inputShape.reduce((product, side) => product * side, 1));
  createStream(1, 'pixels').fillBernoulli(pixels, 0.5);
  const labels = Uint8Array.from({ length: batch }, (_, i) => i % spec.classes);
  const examples = openPacked(DATASETS[MODEL_DATASET[name]], pixels, labels);
  const indices = Int32Array.from(labels.keys());
  const noise = { seed: 1, at: { stage: 0, epoch: 0, step: 0 }, dropout: 0 };
  const input = { batch: createBatch(spec, examples, indices, noise), learningRate: 0.001 };
  return () => trainStep(network, optimizer, stage, input);
}

function median(list: number[]): number {
  return [...list].sort((a, b) => a - b)[list.length >> 1] as number;
}

async function timeStep(step: () => Promise<unknown>, minimumMs: number): Promise<number> {
  const start = readCpuMs();
  let steps = 0;
  do {
    await step();
    steps++;
  } while (readCpuMs() - start < minimumMs);
  return (readCpuMs() - start) / steps;
}

async function benchNet(name: ModelName): Promise<void> {
  const batch = name === 'lenet-300-100' ? 100 : 64;
  const spec = MODEL_ZOO[name];
  const flops = countStepFlops(spec, batch);
  const step = createStep(name, batch);
  await timeStep(step, 1000);
  const rounds = Array.from({ length: Number(values.rounds) });
  const times: number[] = [];
  const shares: number[] = [];
  const roofs: number[] = [];
  for (const _ of rounds) {
    const before = measureRoof();
    const ms = await timeStep(step, 300);
    const roof = (before + measureRoof()) / 2;
    times.push(ms);
    roofs.push(roof);
    shares.push(flops / ms / 1e6 / roof);
  }
  const ms = median(times);
  process.stdout.write(
    `${name.padEnd(14)} batch ${batch} ${ms.toFixed(2)} ms/step ${((batch / ms) * 1000).toFixed(0)} images/s ` +
      `${(flops / ms / 1e6).toFixed(1)} GFLOP/s roof ${median(roofs).toFixed(1)} share ${median(shares).toFixed(3)}\n`,
  );
  if (values.profile) await profile(step);
}

/** Wraps every kernel with a clock for a second of steps. */
async function profile(step: () => Promise<unknown>): Promise<void> {
  const spent = new Map<string, { ms: number; calls: number }>();
  const kernels = tf.getKernelsForBackend('wasm');
  const original = kernels.map((each) => each.kernelFunc);
  for (const kernel of kernels) {
    const run = kernel.kernelFunc;
    kernel.kernelFunc = (call) => {
      const start = readCpuMs();
      const result = run(call);
      const shapes = Object.values(call.inputs).map((each) => `[${each?.shape ?? ''}]`);
      const key = HEAVY.has(kernel.kernelName)
        ? `${kernel.kernelName} ${shapes.join(' ')}`
        : kernel.kernelName;
      const entry = spent.get(key) ?? { ms: 0, calls: 0 };
      spent.set(key, { ms: entry.ms + readCpuMs() - start, calls: entry.calls + 1 });
      return result;
    };
  }
  const start = readCpuMs();
  let steps = 0;
  for (; readCpuMs() - start < 1500; steps++) await step();
  const total = (readCpuMs() - start) / steps;
  kernels.forEach((kernel, i) => {
    kernel.kernelFunc = original[i] as tf.KernelFunc;
  });
  const rows = [...spent].map(([key, { ms, calls }]) => ({ key, ms: ms / steps, calls: calls / steps }));
  const inKernels = rows.reduce((sum, { ms }) => sum + ms, 0);
  rows.push({ key: '(outside kernels)', ms: total - inKernels, calls: 0 });
  for (const { key, ms, calls } of rows.sort((a, b) => b.ms - a.ms).slice(0, 24)) {
    process.stdout.write(
      `    ${key.padEnd(56)} ${ms.toFixed(3).padStart(9)} ms ${calls.toFixed(0).padStart(5)} calls\n`,
    );
  }
}

await startWasm();
for (const name of values.net) {
  if (!(name in MODEL_ZOO)) throw new Error(`no model named ${name}`);
  await benchNet(name as ModelName);
}
