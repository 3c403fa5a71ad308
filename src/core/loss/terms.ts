/** All terms of a training loss. The loss is their sum, each times its weight. */
import * as tf from '@tensorflow/tfjs-core';
import { softmaxCrossEntropy } from '../../kernels/loss.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { type AttentionTerm, attentionTerm } from './attention.ts';
import { type HintTerm, hintTerm } from './hint.ts';
import { type MutualTerm, mutualTerm } from './mutual.ts';
import type { LossInput, LossRow } from './row.ts';
import { type SoftTargetsTerm, softTargets } from './softtargets.ts';

/** Cross-entropy with the labels, a mean over the images, in nats. */
interface LabelsTerm {
  readonly kind: 'labels';
  readonly weight: number;
}

const labels: LossRow<LabelsTerm> = {
  takeImages: (term) => term,
  factorOf: ({ weight }) => weight,
  compute: (_, { logits, targets }) => softmaxCrossEntropy(logits, targets),
  listBuffers: () => [],
};

const TERMS = { labels, softTargets, hint: hintTerm, attention: attentionTerm, mutual: mutualTerm };

export type LossTerm = LabelsTerm | SoftTargetsTerm | HintTerm | AttentionTerm | MutualTerm;

/** What is learnt from labels alone. */
export const LABELS_ALONE: readonly LossTerm[] = [{ kind: 'labels', weight: 1 }];

function rowOf({ kind }: LossTerm): LossRow<LossTerm> {
  return TERMS[kind] as LossRow<LossTerm>;
}

/** The terms for some of their images. */
export function takeImages(
  terms: readonly LossTerm[],
  indices: ArrayLike<number>,
  spec: ModelSpec,
): readonly LossTerm[] {
  return terms.map((term) => rowOf(term).takeImages(term, indices, spec));
}

/** Layers of the net whose outputs the terms read. */
export function listObserved(terms: readonly LossTerm[]): readonly string[] {
  return [...new Set(terms.flatMap((term) => rowOf(term).observe?.(term) ?? []))];
}

/** What each term takes from the images before the pass; the caller disposes it. */
export function prepareTerms(
  terms: readonly LossTerm[],
  images: tf.Tensor4D,
): readonly (tf.Tensor | undefined)[] {
  return terms.map((term) => {
    const { prepare } = rowOf(term);
    return prepare && tf.tidy(() => prepare(term, images));
  });
}

/** The weighted sum; a scalar. Called inside a tidy. */
export function computeLoss(
  terms: readonly LossTerm[],
  input: LossInput,
  prepared: readonly (tf.Tensor | undefined)[] = [],
): tf.Scalar {
  return terms
    .map((term, index) => {
      const factor = rowOf(term).factorOf(term);
      const value = rowOf(term).compute(term, input, prepared[index]);
      return factor === 1 ? value : tf.mul<tf.Scalar>(value, factor);
    })
    .reduce((sum, value) => tf.add<tf.Scalar>(sum, value));
}

/** Arrays that a message with these terms hands over instead of copying. */
export function listTermBuffers(terms: readonly LossTerm[]): readonly ArrayBufferView[] {
  return terms.flatMap((term) => rowOf(term).listBuffers(term));
}
