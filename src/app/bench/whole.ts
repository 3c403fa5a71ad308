/** The recipe in hand with all its defaults, where it is one. */
import { useMemo } from 'react';
import { parseRecipe } from '../../recipe/parse.ts';
import type { Recipe, RecipeInput } from '../../recipe/schema.ts';

/** Null where it is none yet. */
export function useWhole(recipe: RecipeInput): Recipe | null {
  return useMemo(() => {
    try {
      return parseRecipe(recipe);
    } catch {
      return null;
    }
  }, [recipe]);
}
