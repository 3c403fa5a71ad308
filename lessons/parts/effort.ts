/**
 * How much training may a figure ask for? Training images and epochs by net, so that every lesson means the
 * same by "quick". The quick efforts train on the first images of the training set only: a run then takes
 * seconds to a minute on two cores.
 */

import type { RecipeInput } from '../../src/recipe/schema.ts';
import { DATASETS } from '../../src/spec/datasets.ts';
import { MODEL_DATASET, type ModelName } from '../../src/spec/zoo.ts';

/** Training images of a quick retraining: what takes a few seconds on a laptop, by model. */
export const QUICK_EXAMPLES: Readonly<Record<ModelName, number>> = {
  'lenet-300-100': 20_000,
  'lenet-5': 5_000,
  'resnet-20': 1_000,
  'vgg-small': 1_000,
};

/** How much training a recipe asks for. */
export interface Effort {
  /** Training images, from the first. */
  readonly examples: number;
  readonly epochs: number;
}

/** Seconds, a little longer, and as long as it takes to come near the dense net. */
export const EFFORTS = ['quick', 'full', 'thorough'] as const;
export type EffortName = (typeof EFFORTS)[number];

export function toEffort(model: ModelName, name: EffortName): Effort {
  const all = DATASETS[MODEL_DATASET[model]].trainCount;
  return {
    examples: name === 'quick' ? QUICK_EXAMPLES[model] : all,
    epochs: name === 'thorough' ? 3 : 1,
  };
}

/** The data set of a model's recipe, with so many training images; all where there are no more. */
export function toDataset(model: ModelName, examples: number): RecipeInput['dataset'] {
  const name = MODEL_DATASET[model];
  return examples >= DATASETS[name].trainCount ? { name } : { name, trainExamples: examples };
}
