/**
 * What does a helper do with a task? The very functions that the engine's own thread runs, on the same
 * numbers.
 */
import * as tf from '@tensorflow/tfjs-core';
import { openPacked } from '../../data/examples.ts';
import { DATASETS } from '../../spec/datasets.ts';
import { listTensors } from '../../spec/shapes.ts';
import { runForward } from '../models/forward.ts';
import { answerBatch, type BatchAnswer } from '../pass/answer.ts';
import { disposeShard, drawShard } from '../pass/draw.ts';
import { addGradients, passShard, type ShardOutcome } from '../pass/shard.ts';
import { OrderedSum } from './orderedsum.ts';
import { packTensors, unpackTensors } from './packed.ts';
import { cutBatch, shardSizeOf } from './shards.ts';
import type { AnswerAnswer, AnswerTask, AnswerTo, GradientAnswer, GradientTask, HelperTask } from './task.ts';

/** @throws when the task does not fit its own model */
export function performTask<Task extends HelperTask>(task: Task): Promise<AnswerTo<Task>> {
  const answer = task.kind === 'gradients' ? sumGradients(task) : answerImages(task);
  return answer as Promise<AnswerTo<Task>>;
}

async function sumGradients(task: GradientTask): Promise<GradientAnswer> {
  const { spec, tensors, noise, batchImages, firstShard } = task;
  const names = tensors.map(({ name }) => name);
  const { examples, count } = open(task.images);
  const weights = unpackTensors(task.weights, tensors);
  const sum = new OrderedSum(addGradients);
  const outcomes: ShardOutcome[] = [];
  for (const shard of cutBatch(count, shardSizeOf(spec), firstShard)) {
    const input = drawShard(spec, examples, range(shard.from, shard.count), noise, shard.index, task.terms);
    const { outcome, gradients } = await passShard(spec, names, weights, input, batchImages, task.lossScale);
    disposeShard(input);
    outcomes.push(outcome);
    sum.push({ start: shard.index, level: 0, value: gradients });
  }
  tf.dispose(weights);
  const nodes = sum.nodes.map(({ start, level, value }, index) => {
    // Nothing reads the weights any more.
    const values = packTensors(value, index === 0 ? task.weights : undefined);
    tf.dispose([...value]);
    return { start, level, values };
  });
  return { kind: 'gradients', nodes, outcomes };
}

async function answerImages({
  spec,
  weights,
  images,
  batchSize,
  withLogits,
}: AnswerTask): Promise<AnswerAnswer> {
  const infos = listTensors(spec);
  const tensors = unpackTensors(weights, infos);
  const byName = new Map(infos.map(({ name }, index) => [name, tensors[index]!]));
  const { examples, count } = open(images);
  const batches: BatchAnswer[] = [];
  for (let start = 0; start < count; start += batchSize) {
    const indices = range(start, Math.min(batchSize, count - start));
    const forward = (pixels: tf.Tensor4D) =>
      tf.tidy(() => runForward(spec, (name) => byName.get(name)!, pixels));
    batches.push(await answerBatch(spec, forward, examples, indices));
  }
  tf.dispose(tensors);
  const answers = new Uint8Array(count);
  for (const [index, batch] of batches.entries()) answers.set(batch.answers, index * batchSize);
  const losses = Float64Array.from(batches, ({ loss }) => loss);
  if (!withLogits) return { kind: 'answers', answers, losses };
  const logits = new Float32Array(count * spec.classes);
  for (const [index, batch] of batches.entries()) logits.set(batch.logits, index * batchSize * spec.classes);
  return { kind: 'answers', answers, losses, logits };
}

function open({ dataset, pixels, labels }: HelperTask['images']) {
  return { examples: openPacked(DATASETS[dataset], pixels, labels), count: labels.length };
}

function range(start: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => start + index);
}
