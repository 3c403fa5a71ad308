/**
 * Pairs of runs that share a seed, and so their random weights and the order of their images: two ways to
 * train, seed by seed, as points of a sweep.
 */
import { type Comparison, compareRepeats } from '../../src/math/repeats.ts';
import type { RecipeInput } from '../../src/recipe/schema.ts';
import type { SweepItem } from '../../src/state/sweepstate.ts';

/** One of the two ways. */
export interface PairSide<S> {
  readonly id: string;
  /** What of the settings it depends on: keeps apart what others have measured. */
  readonly toKey: (settings: S) => string;
  readonly toRecipe: (settings: S, seed: number) => RecipeInput;
}

/** Wrong images of both runs of a pair. */
export interface SeedPair {
  readonly seed: number;
  readonly first: number;
  readonly second: number;
}

/** @param seed of the first pair; the others' follow */
export function definePairs<S>(seed: number, sides: readonly [PairSide<S>, PairSide<S>]) {
  const listSeeds = (count: number) => Array.from({ length: count }, (_, at) => seed + at);
  const toKey = (side: PairSide<S>, settings: S, each: number) =>
    `pair-${side.id}-${side.toKey(settings)}-${each}`;
  return {
    listSeeds,
    /** Both runs of each pair, pair by pair. */
    listPairItems: (settings: S, count: number): readonly SweepItem[] =>
      listSeeds(count).flatMap((each) =>
        sides.map((side) => ({
          key: toKey(side, settings, each),
          group: side.id,
          x: each,
          recipe: side.toRecipe(settings, each),
        })),
      ),
    /** The pairs that have been run, of those that are asked for. */
    findPairs: (
      settings: S,
      count: number,
      ledgers: ReadonlyMap<string, { readonly wrong: number }>,
    ): readonly SeedPair[] =>
      listSeeds(count).flatMap((each) => {
        const [first, second] = sides.map((side) => ledgers.get(toKey(side, settings, each))?.wrong);
        return first === undefined || second === undefined ? [] : [{ seed: each, first, second }];
      }),
  };
}

/** What pairs say together: images more that the first gets wrong; null where there is no pair. */
export function comparePairs(pairs: readonly SeedPair[]): Comparison | null {
  return compareRepeats(
    pairs.map(({ first }) => first),
    pairs.map(({ second }) => second),
  );
}
