/**
 * Which recipes does the lesson run? Those that the lab keeps by name for the paper's three stages, so that a
 * reader who leaves the controls as they stand makes the very file of `lab reproduce deep-compression
 * --recipe quick`.
 */

import lenet5Must from '../../recipes/lenet-5-must.json' with { type: 'json' };
import lenet5Quick from '../../recipes/lenet-5-quick.json' with { type: 'json' };
import lenet300Must from '../../recipes/lenet-300-100-must.json' with { type: 'json' };
import lenet300Quick from '../../recipes/lenet-300-100-quick.json' with { type: 'json' };
import { parseRecipe } from '../../src/recipe/parse.ts';
import type { RecipeInput } from '../../src/recipe/schema.ts';

type StageInput = RecipeInput['stages'][number];
type StageOf<Kind extends StageInput['kind']> = Extract<StageInput, { kind: Kind }>;

/** The nets of the paper's first two tables, and of this lesson. */
export const NETS = ['lenet-300-100', 'lenet-5'] as const;
export type Net = (typeof NETS)[number];

/** How much training the stages get: names of recipes. */
export const PACES = ['quick', 'must'] as const;
export type Pace = (typeof PACES)[number];

/** A recipe of the paper's form, taken apart. */
export interface Named {
  readonly recipe: RecipeInput;
  readonly prune: StageOf<'prune'>;
  /** Sparsity by layer. */
  readonly levels: Readonly<Record<string, number>>;
  readonly retrain: StageOf<'train'>;
  readonly cluster: StageOf<'cluster'>;
  readonly tune: StageOf<'train'>;
  readonly code: StageOf<'code'>;
}

function toNamed(json: unknown): Named {
  const recipe: RecipeInput = parseRecipe(json);
  const [prune, retrain, cluster, tune, code, more] = recipe.stages;
  if (
    prune?.kind !== 'prune' ||
    typeof prune.sparsity !== 'object' ||
    retrain?.kind !== 'train' ||
    cluster?.kind !== 'cluster' ||
    tune?.kind !== 'train' ||
    code?.kind !== 'code' ||
    more !== undefined
  )
    throw new Error('the lesson needs a recipe of prune (layer by layer), train, cluster, train and code');
  return { recipe, prune, levels: prune.sparsity, retrain, cluster, tune, code };
}

export const NAMED: Readonly<Record<Net, Readonly<Record<Pace, Named>>>> = {
  'lenet-300-100': { quick: toNamed(lenet300Quick), must: toNamed(lenet300Must) },
  'lenet-5': { quick: toNamed(lenet5Quick), must: toNamed(lenet5Must) },
};
