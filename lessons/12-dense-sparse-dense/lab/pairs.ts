/**
 * Pairs of runs that share their whole first phase, too: one takes the detour, the other goes straight on.
 */
import { definePairs } from '../../parts/pairs.ts';
import { SEED, toDetourRecipe, toStraightRecipe } from '../recipe.ts';
import type { Settings } from '../settings.ts';

export const { listSeeds, listPairItems, findPairs } = definePairs<Settings>(SEED, [
  {
    id: 'detour',
    toKey: ({ model, share, first, reborn }) =>
      `${model}-${Math.round(100 * share)}-${first ? 'all' : 'rest'}-${reborn}`,
    toRecipe: toDetourRecipe,
  },
  { id: 'straight', toKey: ({ model }) => model, toRecipe: toStraightRecipe },
]);
