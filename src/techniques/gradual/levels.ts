/**
 * How sparse a net is to be at each moment of its training: along a cubic, fast while there are many weights
 * to spare, slowly towards the end (Zhu and Gupta 2017, arXiv 1710.01878, equation 1).
 */
import type { Levels } from '../criteria/masks.ts';

/**
 * The sparsity when this share of the way is done: from + (sparsity - from) (1 - (1 - share)^3); no layer
 * starts above its end.
 */
export function toLevels(
  { sparsity, from }: { readonly sparsity: Levels; readonly from: Levels },
  share: number,
): Levels {
  const left = (1 - share) ** 3;
  const levelOf = (layer: string, end: number) => {
    const start = Math.min(end, typeof from === 'number' ? from : (from[layer] ?? 0));
    return share >= 1 ? end : end + (start - end) * left;
  };
  if (typeof sparsity === 'number') return levelOf('', sparsity);
  return Object.fromEntries(Object.entries(sparsity).map(([layer, end]) => [layer, levelOf(layer, end)]));
}
