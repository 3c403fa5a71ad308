/**
 * What one micro-shard gives: the gradients of its part of the batch's loss by the effective weights, and the
 * numbers that go with them. The same function runs in the engine's thread and in its helpers.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ModelSpec } from '../../spec/model.ts';
import { countCorrect } from '../loss/labels.ts';
import { computeLoss, LABELS_ALONE, type LossTerm, listObserved, prepareTerms } from '../loss/terms.ts';
import { type Observers, runForward, type TrainingMode } from '../models/forward.ts';

/** A micro-shard as tensors. Who draws it disposes them. */
export interface ShardInput {
  /** [count, height, width, channels], normalised. */
  readonly images: tf.Tensor4D;
  /** [count, classes] */
  readonly targets: tf.Tensor2D;
  readonly labels: Int32Array;
  /** What the loss is made of, for these images; the labels alone where absent. */
  readonly terms?: readonly LossTerm[];
  readonly dropout: TrainingMode['dropout'];
  readonly draw?: TrainingMode['draw'];
  /** Sees outputs of layers while the pass and its gradients know them. */
  readonly observe?: Observers;
}

/** What a micro-shard gives beside its gradients: plain numbers. */
export interface ShardOutcome {
  /** Its share of the batch's mean loss, in nats. */
  readonly loss: number;
  readonly correct: number;
  /** What stored tensors are averages of, in the order of the forward pass. */
  readonly statistics: readonly Statistic[];
}

export interface Statistic {
  readonly tensor: string;
  readonly values: Float32Array;
}

/**
 * @param names of the trainable tensors, in the order of `weights`
 * @param weights effective values
 * @param batchImages images in the whole batch: the loss is a mean over them
 * @param scale a power of two that the loss is multiplied by before gradients are taken
 * @returns gradients by `weights`, in their order; caller disposes them
 */
export async function passShard(
  spec: ModelSpec,
  names: readonly string[],
  weights: readonly tf.Tensor[],
  { images, targets, labels, terms = LABELS_ALONE, dropout, draw, observe }: ShardInput,
  batchImages: number,
  scale = 1,
): Promise<{ outcome: ShardOutcome; gradients: tf.Tensor[] }> {
  const places = new Map(names.map((name, index) => [name, index]));
  const measured: [name: string, value: tf.Tensor][] = [];
  const share = (labels.length / batchImages) * scale;
  const outputs = new Map<string, tf.Tensor>();
  const observers = toObservers(listObserved(terms), outputs, observe);
  const prepared = prepareTerms(terms, images);
  let logits: tf.Tensor2D | undefined;
  const { value, grads } = tf.valueAndGrads((...inputs: tf.Tensor[]) => {
    const lookup = (name: string) => {
      const place = places.get(name);
      if (place === undefined) throw new Error(`${name} of ${spec.name} is not trained`);
      return inputs[place]!;
    };
    const scores = runForward(spec, lookup, images, {
      training: {
        dropout,
        ...(draw && { draw }),
        onStatistics: (name, value) => measured.push([name, value]),
      },
      ...(observers && { observe: observers }),
    });
    logits = tf.keep(scores);
    const outputOf = (layer: string) => outputs.get(layer)!;
    const loss = computeLoss(terms, { logits: scores, targets, outputOf, read: lookup }, prepared);
    return share === 1 ? loss : tf.mul(loss, share);
  })([...weights]);

  const [loss, scores] = await Promise.all([value.data<'float32'>(), logits!.data<'float32'>()]);
  const statistics: Statistic[] = [];
  for (const [tensor, measure] of measured) {
    statistics.push({ tensor, values: await measure.data<'float32'>() });
    measure.dispose();
  }
  tf.dispose([value, logits!, ...prepared.filter((each) => each !== undefined)]);
  const outcome = { loss: loss[0]! / scale, correct: countCorrect(scores, labels, spec.classes), statistics };
  return { outcome, gradients: grads };
}

/** Puts outputs that terms read where they find them, and lets those who were there before see theirs. */
function toObservers(
  layers: readonly string[],
  outputs: Map<string, tf.Tensor>,
  others: Observers | undefined,
): Observers | undefined {
  if (layers.length === 0) return others;
  const own = layers.map((layer) => {
    const see = (output: tf.Tensor) => {
      outputs.set(layer, output);
      others?.get(layer)?.(output);
    };
    return [layer, see] as const;
  });
  return new Map([...(others ?? []), ...own]);
}

/** Adds two lists of tensors one by one and frees them. */
export function addGradients(left: readonly tf.Tensor[], right: readonly tf.Tensor[]): tf.Tensor[] {
  const sums = left.map((each, index) => tf.add(each, right[index]!));
  tf.dispose([...left, ...right]);
  return sums;
}
