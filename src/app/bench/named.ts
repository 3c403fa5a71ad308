/**
 * Which recipes does the lab keep by name, and what came of them? Every `recipes/<net>-<aim>.json`, with its
 * line of `recipes/results.json` where it has been run: the file that was written, and the error of the net
 * that was read back from it.
 */
import type { RecipeInput } from '../../recipe/schema.ts';
import { NET_NAMES, type NetName } from '../../spec/zoo.ts';
import { AIM_NAMES, type Aim } from './aims.ts';

export interface NamedResult {
  readonly fileBytes: number;
  readonly denseBytes: number;
  /** Fractions of the test images that are wrong: the checkpoint's, where one was there, and the file's. */
  readonly denseError: number | null;
  readonly error: number;
}

export interface NamedRecipe {
  readonly model: NetName;
  readonly aim: Aim;
  readonly recipe: RecipeInput;
  /** Null where it has not been run to its end yet. */
  readonly result: NamedResult | null;
}

const files = import.meta.glob<RecipeInput>(['/recipes/*.json', '!/recipes/results.json'], {
  eager: true,
  import: 'default',
});
const results = import.meta.glob<Readonly<Record<string, { readonly result?: NamedResult }>>>(
  '/recipes/results.json',
  { eager: true, import: 'default' },
)['/recipes/results.json'];

/** By net in the zoo's order, and by effort. */
export const NAMED_RECIPES: readonly NamedRecipe[] = NET_NAMES.flatMap((model) =>
  AIM_NAMES.flatMap((aim): readonly NamedRecipe[] => {
    const recipe = files[`/recipes/${model}-${aim}.json`];
    return recipe === undefined
      ? []
      : [{ model, aim, recipe, result: results?.[`${model}-${aim}`]?.result ?? null }];
  }),
);
