/**
 * What does a network answer for each of many images? Batch by batch, shared out among the helpers, with a
 * pause point between batches so that a worker stays reachable.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Examples } from '../../data/examples.ts';
import type { Network } from '../models/network.ts';
import { packTensors } from '../parallel/packed.ts';
import type { HelperPool } from '../parallel/pool.ts';
import { answerBatch } from '../pass/answer.ts';
import { freezeNetwork } from '../pass/freeze.ts';

const BATCH_VALUES = 400_000;

/** Batches that a helper is given at a time. */
const HELPER_BATCHES = 4;

export interface AnswerOptions {
  /** How many images, from the first; all of them where absent. */
  readonly count?: number;
  /** Awaited between batches; may throw to stop. */
  readonly yieldThread?: () => Promise<void>;
  readonly withLogits?: boolean;
  /** Told now and then how many images are answered. */
  readonly onAnswered?: (count: number) => void;
}

export interface AllAnswers {
  /** The class with the largest score of each image. */
  readonly answers: Uint8Array;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** [count, classes], row after row, where asked for. */
  readonly logits?: Float32Array;
}

/** The same bits with any number of helpers. The examples must be loaded. */
export async function answerAll(
  network: Network,
  examples: Examples,
  options: AnswerOptions,
  pool?: HelperPool,
): Promise<AllAnswers> {
  const { spec } = network;
  const tested = Math.min(options.count ?? examples.count, examples.count);
  const imageSize = tf.util.sizeFromShape([...spec.inputShape]);
  const batchSize = Math.max(16, Math.min(500, Math.floor(BATCH_VALUES / imageSize / 4)));
  const batches = Array.from({ length: Math.ceil(tested / batchSize) }, (_, index) => ({
    start: index * batchSize,
    count: Math.min(batchSize, tested - index * batchSize),
  }));
  const answers = new Uint8Array(tested);
  const losses = new Float64Array(batches.length);
  const logits = options.withLogits ? new Float32Array(tested * spec.classes) : undefined;
  let next = 0;
  let answered = 0;
  const note = (count: number) => {
    answered += count;
    options.onAnswered?.(answered);
  };
  let isStopped = false;

  const answerHere = async () => {
    const frozen = freezeNetwork(network);
    try {
      for (;;) {
        await options.yieldThread?.();
        const index = next++;
        if (index >= batches.length) break;
        const { start, count } = batches[index]!;
        const batch = await answerBatch(spec, frozen.forward, examples, toRange(start, count));
        answers.set(batch.answers, start);
        logits?.set(batch.logits, start * spec.classes);
        losses[index] = batch.loss;
        note(count);
      }
    } finally {
      isStopped = true;
      frozen.dispose();
    }
  };
  const answerThere = async (helper: number, weights: Float32Array) => {
    while (next < batches.length && !isStopped) {
      const first = next;
      next = Math.min(batches.length, first + HELPER_BATCHES);
      const { start } = batches[first]!;
      const last = batches[next - 1]!;
      const answer = await pool!.perform(helper, () => ({
        kind: 'answers',
        spec,
        weights: weights.slice(),
        images: {
          dataset: examples.info.name,
          ...examples.pack(toRange(start, last.start + last.count - start)),
        },
        batchSize,
        ...(logits !== undefined && { withLogits: true }),
      }));
      answers.set(answer.answers, start);
      if (answer.logits) logits?.set(answer.logits, start * spec.classes);
      losses.set(answer.losses, first);
      note(answer.answers.length);
    }
  };
  const helpers = pool === undefined ? [] : Array.from({ length: pool.size }, (_, helper) => helper);
  const weights = helpers.length === 0 ? new Float32Array(0) : readEffective(network);
  const outcomes = await Promise.allSettled([
    answerHere(),
    ...helpers.map((helper) => answerThere(helper, weights)),
  ]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;

  const loss = losses.reduce((sum, each, index) => sum + each * batches[index]!.count, 0) / tested;
  return { answers, loss, ...(logits !== undefined && { logits }) };
}

function readEffective(network: Network): Float32Array {
  const tensors = network.tensors.map(({ name }) => network.effective(name));
  const packed = packTensors(tensors);
  tf.dispose(tensors);
  return packed;
}

function toRange(start: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => start + index);
}
