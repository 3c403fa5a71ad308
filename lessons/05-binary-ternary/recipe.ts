/**
 * Every experiment of the lesson, as recipes. Figures start these, the tool that fills `results.json` runs
 * these, and the tests run these: what the text quotes is what the reader can run.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { MODEL_DATASET, type ModelName } from '../../src/spec/zoo.ts';
import { toFewStage } from './methods.ts';
import type { NetName, Settings } from './settings.ts';

export const SEED = 1;

/**
 * What a run of the lesson trains on: so many of the first images, often enough for a film of a dozen
 * pictures, within a minute on two cores. Each epoch is judged on a few images held back.
 */
export const EFFORT: Readonly<Record<NetName, { examples: number; epochs: number; learningRate: number }>> = {
  'lenet-5': { examples: 2000, epochs: 10, learningRate: 0.001 },
  'vgg-small': { examples: 500, epochs: 4, learningRate: 0.001 },
};
const HELD = 500;

/** The trained net as it is. */
export function toDenseRecipe(model: ModelName): RecipeInput {
  return {
    version: 1,
    seed: SEED,
    dataset: { name: MODEL_DATASET[model] },
    model: { name: model },
    start: { kind: 'checkpoint' },
    stages: [],
  };
}

/** From the trained net to few values, and nothing more. */
export function toFewRecipe({ model, method, ends }: Settings, except?: readonly string[]): RecipeInput {
  return { ...toDenseRecipe(model), stages: [toFewStage(method, { ends, except })] };
}

/** The same, and trained on: full-precision weights learn behind the few values. */
export function toLearnRecipe(settings: Settings): RecipeInput {
  const { model } = settings;
  const { examples, epochs, learningRate } = EFFORT[model];
  return {
    ...toFewRecipe(settings),
    dataset: { name: MODEL_DATASET[model], trainExamples: examples, validationExamples: HELD },
    stages: [
      ...toFewRecipe(settings).stages,
      {
        kind: 'train',
        epochs,
        batchSize: 100,
        optimizer: { kind: 'adam', learningRate },
        schedule: { kind: 'cosine' },
      },
    ],
  };
}
