/** Every experiment of the lesson, as recipes: what the text quotes is what the reader can run. */
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import { MODEL_DATASET, type ModelName } from '../../../src/spec/zoo.ts';

type PruneInput = Extract<RecipeInput['stages'][number], { kind: 'prune' }>;

export function toStage(level: number): PruneInput {
  return { kind: 'prune', scope: 'global', sparsity: level };
}

/** From the trained net: what the lesson does to it, and nothing more. */
export function toRecipe(model: ModelName, level: number): RecipeInput {
  return {
    version: 1,
    seed: 1,
    dataset: { name: MODEL_DATASET[model] },
    model: { name: model },
    start: { kind: 'checkpoint' },
    stages: level > 0 ? [toStage(level)] : [],
  };
}
