/** Pairs of students: one learns from its teacher's soft answers, the other from labels. */
import { definePairs } from '../../parts/pairs.ts';
import { SEED, toStudentRecipe } from '../recipe.ts';
import type { Settings } from '../settings.ts';

export const { listSeeds, listPairItems, findPairs } = definePairs<Settings>(SEED, [
  {
    id: 'soft',
    toKey: ({ model, images, temperature, share }) =>
      `${model}-${images}-${temperature}-${Math.round(100 * share)}`,
    toRecipe: (settings, seed) => toStudentRecipe(settings, 'soft', seed),
  },
  {
    id: 'labels',
    // Labels know neither temperature nor share.
    toKey: ({ model, images }) => `${model}-${images}`,
    toRecipe: (settings, seed) => toStudentRecipe(settings, 'labels', seed),
  },
]);
