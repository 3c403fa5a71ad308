/** How short can a recipe be written? Without the options that are as they would be anyway. */
import * as v from 'valibot';
import { type Recipe, type RecipeInput, recipeSchema } from './schema.ts';

type Json = Record<string, unknown>;

/** The recipe without every option whose absence means the same. `parseRecipe` fills them in again. */
export function minimizeRecipe(recipe: Recipe): RecipeInput {
  const known = new Map<string, Json>();
  const stages = recipe.stages.map((stage) => {
    const text = JSON.stringify(stage);
    const shortened =
      known.get(text) ??
      shorten(stage as Json, (each) => ({ ...recipe, stages: [each as Recipe['stages'][number]] }));
    known.set(text, shortened);
    return shortened;
  });
  const { stages: _, ...rest } = recipe;
  const shortRest = shorten(rest, (each) => ({ ...each, stages: [] }));
  return { ...shortRest, stages } as unknown as RecipeInput;
}

/** Leaves out field after field, and keeps out those that come back by themselves. */
function shorten(value: Json, toRecipe: (value: Json) => unknown): Json {
  const read = (each: Json): string | null => {
    const result = v.safeParse(recipeSchema, toRecipe(each), { abortEarly: true });
    return result.success ? JSON.stringify(sortKeys(result.output)) : null;
  };
  const whole = read(value);
  const visit = (part: Json, rebuild: (part: Json) => Json): Json => {
    let current = part;
    for (const key of Object.keys(part)) {
      const { [key]: inner, ...without } = current;
      if (read(rebuild(without)) === whole) current = without;
      else if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
        const rest = current;
        current = { ...rest, [key]: visit(inner as Json, (each) => rebuild({ ...rest, [key]: each })) };
      }
    }
    return current;
  };
  return visit(value, (each) => each);
}

/** The same value whatever the order in which its fields were written. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
