/**
 * Pairs of runs that share a seed, and so their random weights, their batches and the whole first phase: one
 * takes the detour, the other goes straight on.
 */
import { type Comparison, compareRepeats } from '../../../src/math/repeats.ts';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import { SEED, toDetourRecipe, toStraightRecipe } from '../recipe.ts';
import type { Settings } from '../settings.ts';

export const WAYS = ['detour', 'straight'] as const;
export type Way = (typeof WAYS)[number];

/** Keeps apart what other settings have measured. */
function toKey(way: Way, { model, share, first, reborn }: Settings, seed: number): string {
  const cut = way === 'straight' ? '' : `-${Math.round(100 * share)}-${first ? 'all' : 'rest'}-${reborn}`;
  return `pair-${way}-${model}${cut}-${seed}`;
}

export function listSeeds(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => SEED + at);
}

/** Both runs of each pair, pair by pair. */
export function listPairItems(settings: Settings, count: number): readonly SweepItem[] {
  return listSeeds(count).flatMap((seed) => [
    {
      key: toKey('detour', settings, seed),
      group: 'detour',
      x: seed,
      recipe: toDetourRecipe(settings, seed),
    },
    {
      key: toKey('straight', settings, seed),
      group: 'straight',
      x: seed,
      recipe: toStraightRecipe(settings, seed),
    },
  ]);
}

/** Wrong images of both runs of a pair. */
export interface Pair {
  readonly seed: number;
  readonly detour: number;
  readonly straight: number;
}

/** The pairs that have been run, of those that are asked for. */
export function findPairs(
  settings: Settings,
  count: number,
  ledgers: ReadonlyMap<string, { readonly wrong: number }>,
): readonly Pair[] {
  return listSeeds(count).flatMap((seed) => {
    const [detour, straight] = WAYS.map((way) => ledgers.get(toKey(way, settings, seed))?.wrong);
    return detour === undefined || straight === undefined ? [] : [{ seed, detour, straight }];
  });
}

/** What the pairs say together: images more that are wrong after the detour; null where there is no pair. */
export function comparePairs(pairs: readonly Pair[]): Comparison | null {
  return compareRepeats(
    pairs.map(({ detour }) => detour),
    pairs.map(({ straight }) => straight),
  );
}
