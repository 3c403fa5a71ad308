/** Which net a run of the lesson is about. */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { useRun } from '../../src/state/hooks.ts';

/** The name of the zoo model that a run's recipe trains; null where there is no run. */
export function useModelOfRun(name: string): string | null {
  return useRun(name, ({ recipe }) => toModelName(recipe));
}

export function toModelName(recipe: RecipeInput | null): string | null {
  return recipe !== null && 'name' in recipe.model ? recipe.model.name : null;
}
