/** Every experiment of the lesson, as recipes: what the text quotes is what the reader can run. */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import { fromTrained, type StageInput } from '../parts/recipes.ts';

export function toStage(level: number): Extract<StageInput, { kind: 'prune' }> {
  return { kind: 'prune', scope: 'global', sparsity: level };
}

/** From the trained net: what the lesson does to it, and nothing more. */
export function toRecipe(model: ModelName, level: number): RecipeInput {
  return fromTrained(model, level > 0 ? [toStage(level)] : []);
}
