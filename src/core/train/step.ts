/**
 * One training step: effective weights from latent ones, forward, loss, gradients back through the transforms, update.
 * Gradients are taken by the effective weights, so that every technique's own gradient rule (its `pullBack`) is applied in one
 * place and no technique has to know automatic differentiation.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TrainStage } from '../../recipe/schema.ts';
import { BATCH_NORM_MOMENTUM } from '../models/batchnorm.ts';
import { runForward, type TrainingMode } from '../models/forward.ts';
import type { Network } from '../models/network.ts';
import { applyTransforms, pullBackThrough, type WeightTransform } from '../transforms/transform.ts';
import { countCorrect, softmaxCrossEntropy } from './loss.ts';
import type { Optimizer } from './optimizer.ts';

export interface StepInput {
  /** [batch, height, width, channels], normalised. */
  readonly images: tf.Tensor4D;
  /** [batch, classes] */
  readonly targets: tf.Tensor2D;
  readonly labels: Int32Array;
  readonly learningRate: number;
  readonly dropout: TrainingMode['dropout'];
  /** Transforms for this step only, after the network's own. */
  readonly extraTransforms: ReadonlyMap<string, readonly WeightTransform[]>;
}

export interface StepResult {
  /** Mean cross-entropy of the batch before the update, without regularizer. */
  readonly loss: number;
  readonly correct: number;
}

/** Runs one step and changes the network in place. Caller disposes the input's tensors. */
export async function trainStep(
  network: Network,
  optimizer: Optimizer,
  stage: TrainStage,
  input: StepInput,
): Promise<StepResult> {
  const { spec, trainable } = network;
  const transformsOf = (name: string) => [
    ...network.transforms(name),
    ...(input.extraTransforms.get(name) ?? []),
  ];
  const effective = trainable.map(({ name }) => applyTransforms(network.latent(name), transformsOf(name)));
  const byName = new Map(trainable.map(({ name }, index) => [name, index]));
  const kept: { logits?: tf.Tensor2D; statistics: [layer: string, mean: tf.Tensor, variance: tf.Tensor][] } =
    { statistics: [] };

  const { value, grads } = tf.valueAndGrads((...weights: tf.Tensor[]) => {
    const lookup = (name: string) => weights[byName.get(name)!] ?? network.latent(name);
    const logits = runForward(spec, lookup, input.images, {
      dropout: input.dropout,
      onStatistics: (layer, mean, variance) => kept.statistics.push([layer, mean, variance]),
    });
    kept.logits = tf.keep(logits);
    return softmaxCrossEntropy(logits, input.targets);
  })(effective);

  optimizer.beginStep();
  trainable.forEach(({ name, role }, index) => {
    const total = role === 'kernel' ? addPenalty(grads[index]!, effective[index]!, stage) : grads[index]!;
    const gradient = pullBackThrough(total, transformsOf(name));
    network.set(
      name,
      tf.tidy(() => optimizer.update(name, network.latent(name), gradient, input.learningRate)),
    );
    tf.dispose([gradient, effective[index]!]);
  });
  for (const [layer, mean, variance] of kept.statistics) updateStatistics(network, layer, mean, variance);

  const [loss, logits] = await Promise.all([value.data<'float32'>(), kept.logits!.data<'float32'>()]);
  const result = { loss: loss[0]!, correct: countCorrect(logits, input.labels, spec.classes) };
  tf.dispose([value, kept.logits!]);
  return result;
}

/** Adds the gradients of weight decay and regularizer by the effective weights. Takes ownership of `gradient`. */
function addPenalty(
  gradient: tf.Tensor,
  weights: tf.Tensor,
  { optimizer, regularizer }: TrainStage,
): tf.Tensor {
  const l2 = optimizer.weightDecay + (regularizer?.kind === 'l2' ? regularizer.strength : 0);
  const l1 = regularizer?.kind === 'l1' ? regularizer.strength : 0;
  if (l1 === 0 && l2 === 0) return gradient;
  const total = tf.tidy(() => {
    let sum = gradient;
    if (l2 > 0) sum = tf.add(sum, tf.mul(weights, l2));
    if (l1 > 0) sum = tf.add(sum, tf.mul(toSign(weights), l1));
    return sum;
  });
  gradient.dispose();
  return total;
}

/** -1, 0 or 1 for every weight that is not smaller than 1e-30 in size: tfjs has no sign kernel on WASM. */
function toSign(weights: tf.Tensor): tf.Tensor {
  return tf.clipByValue(tf.mul(weights, 1e30), -1, 1);
}

/** Moving averages of the batch's own statistics. Frees `mean` and `variance`. */
function updateStatistics(network: Network, layer: string, mean: tf.Tensor, variance: tf.Tensor): void {
  const blend = (name: string, value: tf.Tensor) =>
    network.set(
      name,
      tf.tidy(() =>
        tf.add(tf.mul(network.latent(name), BATCH_NORM_MOMENTUM), tf.mul(value, 1 - BATCH_NORM_MOMENTUM)),
      ),
    );
  blend(`${layer}/movingMean`, mean);
  blend(`${layer}/movingVariance`, variance);
  tf.dispose([mean, variance]);
}
