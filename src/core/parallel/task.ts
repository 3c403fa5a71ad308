/**
 * What does the engine ask of a helper, and what comes back? Plain data that crosses a message. A helper
 * keeps nothing between two tasks, so that any other can take its place.
 */
import type { DatasetName } from '../../spec/datasets.ts';
import type { ModelSpec, TensorInfo } from '../../spec/model.ts';
import { type LossTerm, listTermBuffers } from '../loss/terms.ts';
import type { Noise } from '../pass/draw.ts';
import type { ShardOutcome } from '../pass/shard.ts';

/** Images as bytes, [count, height, width, channels], and the class of each. */
export interface PackedImages {
  readonly dataset: DatasetName;
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** Consecutive micro-shards of one training step. */
export interface GradientTask {
  readonly kind: 'gradients';
  readonly spec: ModelSpec;
  /** The tensors that the pass reads and learns. */
  readonly tensors: readonly Pick<TensorInfo, 'name' | 'shape'>[];
  /** Their effective values, one after the other. The answer's gradients may reuse it. */
  readonly weights: Float32Array;
  readonly images: PackedImages;
  /** What the loss is made of, for the images; the labels alone where absent. */
  readonly terms?: readonly LossTerm[];
  readonly noise: Noise;
  /** Images in the whole batch, and the number of the first micro-shard in it. */
  readonly batchImages: number;
  readonly firstShard: number;
  /** A power of two that the loss is multiplied by before gradients are taken; 1 where absent. */
  readonly lossScale?: number;
}

export interface GradientAnswer {
  readonly kind: 'gradients';
  /** Sums over aligned groups of micro-shards, packed as the weights were. */
  readonly nodes: readonly {
    readonly start: number;
    readonly level: number;
    readonly values: Float32Array;
  }[];
  readonly outcomes: readonly ShardOutcome[];
}

/** Inference over some batches of images. */
export interface AnswerTask {
  readonly kind: 'answers';
  readonly spec: ModelSpec;
  /** Effective values of all tensors, one after the other in the model's order. */
  readonly weights: Float32Array;
  readonly images: PackedImages;
  readonly batchSize: number;
  readonly withLogits?: boolean;
}

export interface AnswerAnswer {
  readonly kind: 'answers';
  /** The class answered for each image. */
  readonly answers: Uint8Array;
  /** Mean cross-entropy of each batch, in nats. */
  readonly losses: Float64Array;
  /** [count, classes], where asked for. */
  readonly logits?: Float32Array;
}

export type HelperTask = GradientTask | AnswerTask;
export type HelperAnswer = GradientAnswer | AnswerAnswer;
export type AnswerTo<Task extends HelperTask> = Extract<HelperAnswer, { kind: Task['kind'] }>;

/** Engine to helper. The first message starts it. */
export type HelperRequest =
  | { readonly kind: 'start'; readonly wasmPath: string }
  | { readonly kind: 'perform'; readonly taskId: number; readonly task: HelperTask };

/** Helper to engine. */
export type HelperReply =
  | { readonly kind: 'started' }
  | { readonly kind: 'performed'; readonly taskId: number; readonly answer: HelperAnswer }
  | { readonly kind: 'failed'; readonly taskId?: number; readonly message: string };

/** The buffers of a message that change hands instead of being copied. */
export function listBuffers(message: HelperRequest | HelperReply): ArrayBuffer[] {
  const arrays: ArrayBufferView[] = [];
  if (message.kind === 'perform') {
    const { task } = message;
    arrays.push(task.weights, task.images.pixels, task.images.labels);
    if (task.kind === 'gradients' && task.terms) arrays.push(...listTermBuffers(task.terms));
  } else if (message.kind === 'performed') {
    const { answer } = message;
    if (answer.kind === 'answers')
      arrays.push(answer.answers, answer.losses, ...(answer.logits ? [answer.logits] : []));
    else arrays.push(...answer.nodes.map(({ values }) => values));
  }
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
