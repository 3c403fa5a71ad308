/** How does our engine train and infer? With the lab's own step, and with the kernels for sparse and 8-bit layers. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { freezeNetwork } from '../../../src/core/measure/evaluate.ts';
import { Network } from '../../../src/core/models/network.ts';
import { type Helper, HelperPool } from '../../../src/core/parallel/pool.ts';
import { createBatch } from '../../../src/core/train/batch.ts';
import { Optimizer } from '../../../src/core/train/optimizer.ts';
import { trainStep } from '../../../src/core/train/step.ts';
import { IntegerLayer } from '../../../src/kernels/integer.ts';
import { kernelModuleOf } from '../../../src/kernels/module.ts';
import { SparseWeights } from '../../../src/kernels/sparse.ts';
import type { TrainStage } from '../../../src/recipe/schema.ts';
import { toHelper } from '../../../src/worker/spawnhelper.ts';
import { type Graph, roundKernel, thinKernel, type WeightedNode } from '../graph.ts';
import type { Method, Task } from '../messages.ts';
import { createForward, finish, type LayerMaker, makePlainLayer, toPad } from './forward.ts';
import { createGraph, type InferTask, runGraph, timeNet } from './inference.ts';
import { drawModel } from './model.ts';
import { drawInput, drawTrainingImages, type Running } from './task.ts';

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
      return runGraph(graph, task, makePlainLayer, DEVICE);
    case 'int8':
      return runGraph(graph, task, createIntegerMaker(measureRanges(graph)), `${DEVICE}, 8 bits`);
    case 'sparse': {
      const thin = thinGraph(graph, method);
      const running = await runGraph(thin, task, makeSparseLayer, `${DEVICE}, sparse dense layers`);
      const dense = await runGraph(thin, task, makePlainLayer, DEVICE);
      dense.dispose();
      return { ...running, ...(dense.sample && { expected: dense.sample }) };
    }
  }
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

/** Dense layers by our sparse kernel; convolutions have none yet and stay dense. */
const makeSparseLayer: LayerMaker = (node) => {
  if (node.op === 'conv') return makePlainLayer(node);
  const [inputs, outputs] = node.shape as [number, number];
  const weights = new SparseWeights(node.kernel, inputs, outputs);
  const bias = tf.keep(tf.tensor1d(node.bias));
  return {
    run: (x) => tf.tidy(() => finish(weights.multiply(x as tf.Tensor2D), bias, node)),
    dispose: () => {
      weights.dispose();
      bias.dispose();
    },
  };
};

const RANGE_IMAGES = 16;

/** Largest absolute value of each value of the graph, over a few images. */
function measureRanges(graph: Graph): ReadonlyMap<number, number> {
  const ranges = new Map<number, number>();
  const forward = createForward(graph, makePlainLayer);
  tf.tidy(() => {
    const x = tf.tensor(drawInput(RANGE_IMAGES, graph.inputShape), [RANGE_IMAGES, ...graph.inputShape]);
    forward.run(x, (value, tensor) => {
      ranges.set(value, tf.max(tf.abs(tensor)).dataSync()[0] as number);
    });
  });
  forward.dispose();
  return ranges;
}

function createIntegerMaker(ranges: ReadonlyMap<number, number>): LayerMaker {
  return (node: WeightedNode) => {
    const [height, width, channels, outputs] = [1, 1, ...node.shape].slice(-4) as [
      number,
      number,
      number,
      number,
    ];
    const layer = new IntegerLayer({
      ...roundKernel(node.kernel, outputs),
      shape: [height, width, channels, outputs],
    });
    const bias = tf.keep(tf.tensor1d(node.bias));
    const scale = (ranges.get(node.input) ?? 1) / 127;
    const apply = (x: tf.Tensor) =>
      node.op === 'conv'
        ? layer.convolve(x as tf.Tensor4D, scale, node.stride, toPad(node))
        : layer.multiply(x as tf.Tensor2D, scale);
    return {
      run: (x) => tf.tidy(() => finish(apply(x), bias, node)),
      dispose: () => {
        layer.dispose();
        bias.dispose();
      },
    };
  };
}
