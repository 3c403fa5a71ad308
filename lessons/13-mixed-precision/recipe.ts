/**
 * Every experiment of the lesson, as recipes. Figures start these, the tool that fills `results.json` runs
 * these, and the tests run these: what the text quotes is what the reader can run.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import { fromTrained, type StageInput, type TrainInput } from '../parts/recipes.ts';
import type { Settings } from './settings.ts';

/** Small enough for a minute on two cores, large enough to tell a net that learns from one that does not. */
export const EFFORT = { examples: 1000, epochs: 4, batchSize: 100, learningRate: 0.02, held: 500 } as const;
const MOMENTUM = 0.9;
/** Steps without an overflow after which the dynamic scale doubles: a run here has forty. */
const EVERY = 10;

/** The trained net as it is. */
export const toDenseRecipe = (model: ModelName): RecipeInput => fromTrained(model, []);

/** Weights, activations and gradients in one format. */
export function toStage({ format, master }: Pick<Settings, 'format' | 'master'>): StageInput {
  return { kind: 'mixedPrecision', weights: format, activations: format, gradients: format, master };
}

/** A constant scale is watched by nobody: a step that overflows is taken. */
export function toLossScale({ scaling, exponent }: Settings): TrainInput['lossScale'] {
  if (scaling === 'none') return undefined;
  return scaling === 'constant'
    ? { kind: 'static', exponent, skip: false }
    : { kind: 'dynamic', exponent, every: EVERY };
}

/** From random weights in a format, a short training. Float32 where there is no format. */
export function toTrainRecipe(model: ModelName, settings: Settings | undefined): RecipeInput {
  const { examples, epochs, batchSize, learningRate, held } = EFFORT;
  const lossScale = settings && toLossScale(settings);
  return {
    version: 1,
    seed: 1,
    dataset: { name: 'mnist', trainExamples: examples, validationExamples: held },
    model: { name: model },
    stages: [
      ...(settings === undefined ? [] : [toStage(settings)]),
      {
        ...{ kind: 'train', epochs, batchSize },
        optimizer: { kind: 'sgd', learningRate, momentum: MOMENTUM },
        ...(lossScale && { lossScale }),
      },
    ],
  };
}
