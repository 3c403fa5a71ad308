/**
 * Pairs of students that share a seed, and so their random weights and the order of their images: one learns
 * from labels, the other from its teacher's soft answers.
 */
import { type Comparison, compareRepeats } from '../../../src/math/repeats.ts';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import { SEED, toStudentRecipe } from '../recipe.ts';
import type { Settings } from '../settings.ts';

export const SIDES = ['soft', 'labels'] as const;
export type Side = (typeof SIDES)[number];

/** Keeps apart what other settings have measured; labels know neither temperature nor share. */
function toKey(side: Side, { model, images, temperature, share }: Settings, seed: number): string {
  const soft = side === 'labels' ? '' : `-${temperature}-${Math.round(100 * share)}`;
  return `pair-${side}-${model}-${images}${soft}-${seed}`;
}

export function listSeeds(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => SEED + at);
}

/** Both students of each pair, pair by pair. */
export function listPairItems(settings: Settings, count: number): readonly SweepItem[] {
  return listSeeds(count).flatMap((seed) =>
    SIDES.map((side) => ({
      key: toKey(side, settings, seed),
      group: side,
      x: seed,
      recipe: toStudentRecipe(settings, side, seed),
    })),
  );
}

/** Wrong images of both students of a pair. */
export interface Pair {
  readonly seed: number;
  readonly soft: number;
  readonly labels: number;
}

/** The pairs that have been run, of those that are asked for. */
export function findPairs(
  settings: Settings,
  count: number,
  ledgers: ReadonlyMap<string, { readonly wrong: number }>,
): readonly Pair[] {
  return listSeeds(count).flatMap((seed) => {
    const [soft, labels] = SIDES.map((side) => ledgers.get(toKey(side, settings, seed))?.wrong);
    return soft === undefined || labels === undefined ? [] : [{ seed, soft, labels }];
  });
}

/** What the pairs say together: images more that the student of soft targets gets wrong. */
export function comparePairs(pairs: readonly Pair[]): Comparison | null {
  return compareRepeats(
    pairs.map(({ soft }) => soft),
    pairs.map(({ labels }) => labels),
  );
}
