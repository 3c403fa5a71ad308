/**
 * What does a network answer for each of many images? Batch by batch, shared out among the helpers, with a
 * pause point between batches so that a worker stays reachable.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Examples } from '../../data/examples.ts';
import type { ModelSpec } from '../../spec/model.ts';
import type { Network } from '../models/network.ts';
import { packTensors } from '../parallel/packed.ts';
import type { HelperPool } from '../parallel/pool.ts';
import type { AnswerTask } from '../parallel/task.ts';
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

/** Some images in a row: whole batches, the last one perhaps shorter. */
interface Share {
  /** The first of its batches. */
  readonly first: number;
  readonly range: Int32Array;
}

/** What came of a share; losses by batch. */
interface ShareAnswer {
  readonly answers: Uint8Array;
  readonly losses: ArrayLike<number>;
  readonly logits?: Float32Array;
}

/** Hands out batches one after the other, and takes what came of each. */
class AnswerSheet {
  readonly batchSize: number;
  readonly withLogits: boolean;
  readonly #tested: number;
  readonly #classes: number;
  readonly #onAnswered: AnswerOptions['onAnswered'];
  readonly #answers: Uint8Array;
  readonly #losses: Float64Array;
  readonly #logits: Float32Array | undefined;
  #next = 0;
  #answered = 0;

  constructor({ inputShape, classes }: ModelSpec, tested: number, options: AnswerOptions) {
    const imageSize = tf.util.sizeFromShape([...inputShape]);
    this.batchSize = Math.max(16, Math.min(500, Math.floor(BATCH_VALUES / imageSize / 4)));
    this.withLogits = options.withLogits === true;
    this.#tested = tested;
    this.#classes = classes;
    this.#onAnswered = options.onAnswered;
    this.#answers = new Uint8Array(tested);
    this.#losses = new Float64Array(Math.ceil(tested / this.batchSize));
    this.#logits = this.withLogits ? new Float32Array(tested * classes) : undefined;
  }

  /** The next batches, up to so many; undefined when none is left. */
  take(batches: number): Share | undefined {
    const first = this.#next;
    if (first >= this.#losses.length) return undefined;
    this.#next = Math.min(this.#losses.length, first + batches);
    const start = first * this.batchSize;
    const end = Math.min(this.#tested, this.#next * this.batchSize);
    return { first, range: toRange(start, end - start) };
  }

  write({ first }: Share, { answers, losses, logits }: ShareAnswer): void {
    const start = first * this.batchSize;
    this.#answers.set(answers, start);
    if (logits) this.#logits?.set(logits, start * this.#classes);
    this.#losses.set(losses, first);
    this.#answered += answers.length;
    this.#onAnswered?.(this.#answered);
  }

  /** No helper takes another batch. */
  close(): void {
    this.#next = this.#losses.length;
  }

  toAnswers(): AllAnswers {
    const sizeOf = (batch: number) => Math.min(this.batchSize, this.#tested - batch * this.batchSize);
    const total = this.#losses.reduce((sum, loss, batch) => sum + loss * sizeOf(batch), 0);
    const logits = this.#logits;
    return { answers: this.#answers, loss: total / this.#tested, ...(logits !== undefined && { logits }) };
  }
}

/** The same bits with any number of helpers. The examples must be loaded. */
export async function answerAll(
  network: Network,
  examples: Examples,
  options: AnswerOptions,
  pool?: HelperPool,
): Promise<AllAnswers> {
  const tested = Math.min(options.count ?? examples.count, examples.count);
  const sheet = new AnswerSheet(network.spec, tested, options);
  const helpers = pool === undefined ? [] : Array.from({ length: pool.size }, (_, helper) => helper);
  const weights = helpers.length === 0 ? new Float32Array(0) : readEffective(network);
  const outcomes = await Promise.allSettled([
    answerHere(network, examples, sheet, options.yieldThread),
    ...helpers.map((helper) => {
      const perform = (toTask: () => AnswerTask) => pool!.perform(helper, toTask);
      return answerThere(network.spec, weights, examples, sheet, perform);
    }),
  ]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return sheet.toAnswers();
}
async function answerHere(
  network: Network,
  examples: Examples,
  sheet: AnswerSheet,
  yieldThread: AnswerOptions['yieldThread'],
): Promise<void> {
  const frozen = freezeNetwork(network);
  try {
    for (;;) {
      await yieldThread?.();
      const share = sheet.take(1);
      if (share === undefined) break;
      const { loss, ...batch } = await answerBatch(network.spec, frozen.forward, examples, share.range);
      sheet.write(share, { ...batch, losses: [loss] });
    }
  } finally {
    sheet.close();
    frozen.dispose();
  }
}

async function answerThere(
  spec: ModelSpec,
  weights: Float32Array,
  examples: Examples,
  sheet: AnswerSheet,
  perform: (toTask: () => AnswerTask) => Promise<ShareAnswer>,
): Promise<void> {
  const { batchSize, withLogits } = sheet;
  for (;;) {
    const share = sheet.take(HELPER_BATCHES);
    if (share === undefined) return;
    const answer = await perform(() => ({
      kind: 'answers',
      spec,
      weights: weights.slice(),
      images: { dataset: examples.info.name, ...examples.pack(share.range) },
      batchSize,
      ...(withLogits && { withLogits }),
    }));
    sheet.write(share, answer);
  }
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
