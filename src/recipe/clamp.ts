/**
 * What becomes of a recipe whose numbers are out of range? Each is moved to the nearest one that is allowed,
 * with a note for the reader. Anything else that is wrong is refused as ever.
 */
import { type Key, RecipeError, toPath } from './error.ts';
import { parseRecipe } from './parse.ts';
import type { Recipe } from './schema.ts';

/** One number that was moved into its range. */
export interface ClampNote {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  /** `stages[0].epochs is 1000 instead of 9999.` */
  readonly message: string;
}

const MOST_NOTES = 50;

/**
 * Checks a parsed JSON value like `parseRecipe`, but moves numbers into their ranges.
 * @throws RecipeError where something else is wrong, or nearly everything
 */
export function clampRecipe(value: unknown): {
  readonly recipe: Recipe;
  readonly notes: readonly ClampNote[];
} {
  let current = value;
  const notes: ClampNote[] = [];
  for (;;) {
    try {
      return { recipe: parseRecipe(current), notes };
    } catch (error) {
      if (!(error instanceof RecipeError) || error.nearest === undefined || notes.length === MOST_NOTES)
        throw error;
      const from = get(current, error.keys);
      const to = error.nearest;
      if (typeof from !== 'number' || from === to) throw error;
      const path = toPath(error.keys);
      notes.push({ path, from, to, message: `${path} is ${to} instead of ${from}.` });
      current = replace(current, error.keys, to);
    }
  }
}

function get(value: unknown, keys: readonly Key[]): unknown {
  return keys.reduce<unknown>((inner, key) => (inner as Record<Key, unknown> | undefined)?.[key], value);
}

/** The value with the part at `keys` replaced; only the objects on the way are copied. */
function replace(value: unknown, [key, ...rest]: readonly Key[], part: unknown): unknown {
  if (key === undefined) return part;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as Record<Key, unknown>)[key] = replace((copy as Record<Key, unknown>)[key], rest, part);
  return copy;
}
