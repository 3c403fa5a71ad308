/** Trains and infers with the lab's own step, and with the kernels for sparse layers and few bits. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Graph, WeightedNode } from '../../../src/core/infer/graph.ts';
import type { Method as LayerMethod } from '../../../src/core/infer/layout.ts';
import { InferencePlan } from '../../../src/core/infer/plan.ts';
import { hasTiles } from '../../../src/core/infer/steps.ts';
import { Network } from '../../../src/core/models/network.ts';
import { type Helper, HelperPool } from '../../../src/core/parallel/pool.ts';
import { freezeNetwork } from '../../../src/core/pass/freeze.ts';
import { createBatch } from '../../../src/core/train/batch.ts';
import { Optimizer } from '../../../src/core/train/optimizer.ts';
import { trainStep } from '../../../src/core/train/step.ts';
import { kernelModuleOf } from '../../../src/kernels/module.ts';
import type { TrainStage } from '../../../src/recipe/schema.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { toHelper } from '../../../src/worker/spawnhelper.ts';
import { thinKernel } from '../graph.ts';
import type { Method, Task } from '../messages.ts';
import { prepareSigns, prepareWhole } from './fewbits.ts';
import { createGraph, type InferTask, timeNet } from './inference.ts';
import { drawModel } from './model.ts';
import { drawInput, drawTrainingImages, type Running, SAMPLE_IMAGES } from './task.ts';

const DEVICE = 'WASM SIMD, our kernels';
const LEARNING_RATE = 0.001;
const ROOF_ROUNDS = 5_000_000;
const FLOPS_PER_ROOF_ROUND = 96;

/** GFLOP/s of multiply-adds on registers. */
export function measureRoof(): number {
  const kernels = kernelModuleOf(tf.backend() as BackendWasm);
  const [at] = kernels.scratch(64) as [number];
  kernels.floats().fill(0.5, at / 4, at / 4 + 8);
  const start = performance.now();
  kernels.exports.measureRoof(ROOF_ROUNDS, at);
  return (FLOPS_PER_ROOF_ROUND * ROOF_ROUNDS) / (performance.now() - start) / 1e6;
}

export function prepareOurs(task: Task): Promise<Running> {
  return task.kind === 'train' ? prepareTraining(task) : prepareInference(task);
}

/** Plain SGD, as tfjs's own in the other rows. */
const STAGE: TrainStage = {
  kind: 'train',
  epochs: 1,
  batchSize: 1,
  optimizer: { kind: 'sgd', momentum: 0, nesterov: false, learningRate: LEARNING_RATE, weightDecay: 0 },
  schedule: { kind: 'constant' },
};

async function prepareTraining({ net, batch, workers }: Extract<Task, { kind: 'train' }>): Promise<Running> {
  const network = Network.fromSnapshot(drawModel(net));
  const optimizer = new Optimizer(STAGE.optimizer);
  const pool = workers === 1 ? undefined : new HelperPool(spawnBenchHelper, '', workers - 1, refuseLoss);
  const { examples } = drawTrainingImages(net, batch);
  const indices = Int32Array.from({ length: batch }, (_, i) => i);
  const noise = { seed: 1, at: { stage: 0, epoch: 0, step: 0 }, dropout: 0 };
  const input = {
    batch: createBatch(network.spec, examples, indices, noise),
    learningRate: LEARNING_RATE,
  };
  return {
    device: DEVICE,
    images: batch,
    step: async () => {
      const { loss } = await trainStep(network, optimizer, STAGE, input, pool);
      if (!Number.isFinite(loss)) throw new Error(`the loss became ${loss}`);
      return loss;
    },
    dispose: () => {
      network.dispose();
      optimizer.dispose();
      pool?.dispose();
    },
  };
}

let spawned = 0;

function spawnBenchHelper(): Helper {
  const name = `bench-helper-${++spawned}`;
  return toHelper(
    new Worker(new URL('../workers/helper.ts', import.meta.url), { type: 'module', name }),
    name,
  );
}

/** A figure with a replaced worker in it would be worth nothing. */
function refuseLoss(reason: string): void {
  throw new Error(`a worker was lost: ${reason}`);
}

async function prepareInference(task: InferTask): Promise<Running> {
  const { method } = task;
  if (method.kind === 'unfolded') return prepareUnfolded(task);
  const graph = createGraph(task);
  switch (method.kind) {
    case 'dense':
      return runPlan(graph, task, () => 'float', DEVICE);
    case 'unrolled':
      return runPlan(graph, task, () => 'unrolled', DEVICE);
    case 'tiles': {
      const tiles = method.side === 2 ? 'tiles2' : 'tiles4';
      return runPlan(graph, task, (node) => (hasTiles(node) ? tiles : 'float'), DEVICE);
    }
    case 'int8':
      return prepareWhole(task, `${DEVICE}, whole numbers of 8 bits`);
    case 'signs':
      return prepareSigns(task, `${DEVICE}, signs`);
    case 'sparse': {
      const thin = thinGraph(graph, method);
      const dense = runPlan(thin, task, () => 'float', DEVICE);
      dense.dispose();
      const running = runPlan(thin, task, () => 'sparse', `${DEVICE}, sparse`);
      return { ...running, ...(dense.sample && { expected: dense.sample }) };
    }
  }
}

/**
 * A net from pixels in an array to logits in an array; a layer, as in a net, from what the layer before has
 * just left in memory.
 */
function runPlan(
  graph: Graph,
  { net, layer, batch }: InferTask,
  methodOf: (node: WeightedNode) => LayerMethod,
  device: string,
): Running {
  const kernels = kernelModuleOf(tf.backend() as BackendWasm);
  const images = drawInput(batch, graph.inputShape);
  const plan = new InferencePlan(kernels, graph, { batch, methodOf });
  const results = plan.run(images);
  const sampleSize =
    layer === undefined ? SAMPLE_IMAGES * MODEL_ZOO[net].classes : (plan.layers[0]?.node.bias.length ?? 0);
  const again =
    layer === undefined ? () => void plan.run(images) : (plan.layers[0]?.run ?? (() => undefined));
  return {
    device,
    images: batch,
    sample: Array.from(results.subarray(0, sampleSize)),
    step: () => {
      again();
      return undefined;
    },
    dispose: () => plan.dispose(),
  };
}

function prepareUnfolded(task: InferTask): Promise<Running> {
  const network = Network.fromSnapshot(drawModel(task.net));
  const frozen = freezeNetwork(network);
  return timeNet(
    (images) => frozen.forward(images),
    task,
    DEVICE,
    () => {
      frozen.dispose();
      network.dispose();
    },
  );
}

function thinGraph(graph: Graph, { sparsity }: Extract<Method, { kind: 'sparse' }>): Graph {
  const nodes = graph.nodes.map((node) =>
    'kernel' in node ? { ...node, kernel: thinKernel(node.kernel, sparsity) } : node,
  );
  return { ...graph, nodes };
}
