/**
 * One recipe with several seeds, and another beside it with the same ones: which runs that takes, and what
 * they say together.
 */
import { type Comparison, compareRepeats, type Spread, toSpread } from '../../math/repeats.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import type { SweepItem, SweepPoint } from '../../state/sweepstate.ts';

/** The recipe that is repeated, and the one that it is compared with. */
export const SIDES = ['own', 'other'] as const;
export type Side = (typeof SIDES)[number];

/** The recipe's own seed and those after it, from the largest on back where they would pass it. */
export function listSeeds({ seed }: Pick<Recipe, 'seed'>, count: number): readonly number[] {
  const first = Math.min(seed, RECIPE_LIMITS.seed - count + 1);
  return Array.from({ length: count }, (_, at) => first + at);
}

/** A run of each recipe for each seed, seed by seed. */
export function listRepeats(own: Recipe, other: Recipe | null, count: number): readonly SweepItem[] {
  const recipes: Readonly<Record<Side, Recipe | null>> = { own, other };
  return listSeeds(own, count).flatMap((seed) =>
    SIDES.flatMap((group) => {
      const recipe = recipes[group];
      return recipe === null
        ? []
        : [{ key: `${group} ${seed}`, group, x: seed, recipe: { ...recipe, seed } }];
    }),
  );
}

/** The points of one seed; undefined where there is none. */
export interface RepeatRow {
  readonly seed: number;
  readonly own: SweepPoint | undefined;
  readonly other: SweepPoint | undefined;
}

export interface Repeats {
  readonly rows: readonly RepeatRow[];
  readonly hasOther: boolean;
  /** Of the errors, as fractions of the images; null before the first run has ended. */
  readonly own: Spread | null;
  readonly other: Spread | null;
  /** Of the errors, over the seeds with which both have ended. */
  readonly comparison: Comparison | null;
  /** Seeds in that comparison. */
  readonly pairs: number;
}

export function readRepeats(points: readonly SweepPoint[]): Repeats {
  const seeds = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  const rows = seeds.map((seed) => {
    const find = (side: Side) => points.find(({ group, x }) => group === side && x === seed);
    return { seed, own: find('own'), other: find('other') };
  });
  const errorsOf = (side: Side) => rows.flatMap((row) => row[side]?.ledger?.error ?? []);
  const both = rows.filter(({ own, other }) => own?.ledger && other?.ledger);
  return {
    rows,
    hasOther: points.some(({ group }) => group === 'other'),
    own: spreadOf(errorsOf('own')),
    other: spreadOf(errorsOf('other')),
    comparison: compareRepeats(
      both.map(({ own }) => own!.ledger!.error),
      both.map(({ other }) => other!.ledger!.error),
    ),
    pairs: both.length,
  };
}

function spreadOf(errors: readonly number[]): Spread | null {
  return errors.length === 0 ? null : toSpread(errors);
}
