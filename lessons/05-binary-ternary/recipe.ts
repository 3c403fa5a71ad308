/**
 * Every experiment of the lesson, as recipes. Figures start these, the tool that fills `results.json` runs
 * these, and the tests run these: what the text quotes is what the reader can run.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import { fromTrained, type StageInput, toTrainStage } from '../parts/recipes.ts';
import { toFewStage } from './methods.ts';
import type { NetName, Settings } from './settings.ts';

interface Effort {
  readonly examples: number;
  readonly epochs: number;
  readonly learningRate: number;
}

/**
 * What a run of the lesson trains on: so many of the first images, often enough for a film of a dozen
 * pictures, within a minute on two cores. Each epoch is judged on a few images held back.
 */
export const EFFORT: Readonly<Record<NetName, Effort>> = {
  'lenet-5': { examples: 2000, epochs: 10, learningRate: 0.001 },
  'vgg-small': { examples: 500, epochs: 4, learningRate: 0.001 },
};
const HELD = 500;

/** The trained net as it is. */
export const toDenseRecipe = (model: ModelName): RecipeInput => fromTrained(model, []);

/** From the trained net to few values, and nothing more. */
export function toFewRecipe({ model, method, ends }: Settings, except?: readonly string[]): RecipeInput {
  return fromTrained(model, [toFewStage(method, { ends, except })]);
}

/** The same, and trained on: full-precision weights learn behind the few values. */
export function toLearnRecipe(settings: Settings): RecipeInput {
  const { model } = settings;
  return toTrainedRecipe(model, toFewRecipe(settings).stages, EFFORT[model], HELD);
}

/** Images and epochs of a point among many: all together in a minute. */
const SHORT: Readonly<Record<NetName, Effort>> = {
  'lenet-5': { examples: 1000, epochs: 2, learningRate: 0.001 },
  'vgg-small': { examples: 300, epochs: 1, learningRate: 0.001 },
};

/** Judged after an epoch: few, so that no time is lost. */
const FEW_HELD = 100;

/** From the trained net through some stages, and trained on for a moment. */
export function toShortRecipe(model: NetName, stages: readonly StageInput[]): RecipeInput {
  return toTrainedRecipe(model, stages, SHORT[model], FEW_HELD);
}

function toTrainedRecipe(
  model: NetName,
  stages: readonly StageInput[],
  { examples, epochs, learningRate }: Effort,
  validationExamples: number,
): RecipeInput {
  const recipe = fromTrained(model, [...stages, toTrainStage(epochs, learningRate)], { examples });
  return { ...recipe, dataset: { ...recipe.dataset, validationExamples } };
}
