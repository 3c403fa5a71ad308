/**
 * How much training may a figure ask for? Training images and epochs by net, so that every lesson means the
 * same by "quick". The quick efforts train on the first images of the training set only: a run then takes
 * seconds to a minute on two cores.
 */

import type { RecipeInput } from '../../src/recipe/schema.ts';
import { DATASETS } from '../../src/spec/datasets.ts';
import { MODEL_DATASET, MODELS, type ModelName } from '../../src/spec/zoo.ts';

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
    examples: name === 'quick' ? MODELS[model].quickExamples : all,
    epochs: name === 'thorough' ? 3 : 1,
  };
}

/** The data set of a model's recipe, with so many training images; all where there are no more. */
export function toDataset(model: ModelName, examples: number): RecipeInput['dataset'] {
  const name = MODEL_DATASET[model];
  return examples >= DATASETS[name].trainCount ? { name } : { name, trainExamples: examples };
}
