/**
 * `lab repeat recipe.json --seeds n [--against other.json]`: one experiment with several seeds, and how it
 * differs from another with the same ones.
 */
import { type Spread, toPairedDifference, toSpread } from '../../src/math/repeats.ts';
import type { Ledger } from '../../src/protocol/ledger.ts';
import type { Recipe } from '../../src/recipe/schema.ts';
import { RECIPE_LIMITS } from '../../src/spec/limits.ts';
import { readStoredModels } from './models.ts';
import { toLedgerLine } from './report.ts';
import { readRecipeFile, runRecipe } from './run.ts';

export interface RepeatOptions {
  readonly seeds: number;
  /** Another recipe, run with the same seeds. */
  readonly against?: string | undefined;
  readonly json: boolean;
  readonly workers?: number | undefined;
  readonly models?: readonly string[] | undefined;
  readonly print: (line: string) => void;
  readonly log: (line: string) => void;
}

/** What the last line says. Errors are fractions of the test images, in the order of the seeds. */
export interface Repeated extends Spread {
  readonly kind: 'repeated';
  readonly seeds: readonly number[];
  readonly errors: readonly number[];
  readonly against?: Spread & { readonly errors: readonly number[] };
  /** Of the first recipe's errors from the other's, seed by seed. */
  readonly difference?: Spread;
}

/** The recipe's own seed and those after it. @throws where they would pass the largest */
export function listSeeds({ seed }: Pick<Recipe, 'seed'>, count: number): readonly number[] {
  const last = seed + count - 1;
  if (last > RECIPE_LIMITS.seed)
    throw new Error(`${count} seeds from ${seed} on pass the largest seed, ${RECIPE_LIMITS.seed}.`);
  return Array.from({ length: count }, (_, at) => seed + at);
}

/** @throws with one sentence when a file or a recipe is wrong or a run fails */
export async function repeatRecipeFile(file: string, options: RepeatOptions): Promise<void> {
  const { seeds: count, against, print } = options;
  const recipe = await readRecipeFile(file);
  const other = against === undefined ? undefined : await readRecipeFile(against);
  const seeds = listSeeds(recipe, count);
  const [errors, others]: [number[], number[]] = [[], []];
  for (const seed of seeds) {
    errors.push(await runSeed({ ...recipe, seed }, file, options));
    if (other !== undefined) others.push(await runSeed({ ...other, seed }, against!, options));
  }
  const repeated: Repeated = {
    kind: 'repeated',
    seeds,
    errors,
    ...toSpread(errors),
    ...(other !== undefined && {
      against: { errors: others, ...toSpread(others) },
      difference: toPairedDifference(errors, others),
    }),
  };
  print(options.json ? JSON.stringify(repeated) : toRepeatedText(repeated));
}

async function runSeed(recipe: Recipe, name: string, options: RepeatOptions): Promise<number> {
  const { log, json, print, workers, models = [] } = options;
  const stored = await readStoredModels(models, recipe);
  let ledger: Ledger | undefined;
  await runRecipe(
    recipe,
    log,
    (event) => {
      if (event.kind === 'runEnded') ledger = event.ledger;
    },
    { workers, loadStored: async (id) => stored.get(id) },
  );
  if (ledger === undefined) throw new Error(`${name} with seed ${recipe.seed} ended without a ledger.`);
  const { seed } = recipe;
  const { error, wrong, tested, fileBytes } = ledger;
  print(
    json
      ? JSON.stringify({ kind: 'seedEnded', recipe: name, seed, error, wrong, tested, fileBytes })
      : `seed ${seed} of ${name}  ${toLedgerLine(ledger)}`,
  );
  return error;
}

const percent = (fraction: number) => (100 * fraction).toFixed(3);
const sayDeviation = ({ deviation }: Spread) =>
  Number.isNaN(deviation)
    ? 'one seed says nothing of their spread'
    : `deviation ${percent(deviation)} points`;

export function toRepeatedText({ errors, difference, against, ...spread }: Repeated): string {
  return [
    `${errors.length} ${errors.length === 1 ? 'seed' : 'seeds'}: test error ${percent(spread.mean)} % on average, ${sayDeviation(spread)}`,
    ...(against === undefined || difference === undefined
      ? []
      : [
          `the other: ${percent(against.mean)} %, ${sayDeviation(against)}`,
          `the first less the other, seed by seed: ${percent(difference.mean)} points, ${sayDeviation(difference)}`,
        ]),
  ].join('\n');
}
