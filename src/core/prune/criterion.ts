/**
 * Which weights matter? A criterion gives every weight a score; the lowest scores are pruned first. Magnitude: |w|, Han et
 * al. 2015 (arXiv 1506.02626, section 3). Random: the floor that any criterion must beat.
 */
import { createStream } from '../../math/random.ts';
import type { PruneStage } from '../../recipe/schema.ts';

/**
 * Scores of one tensor's effective weights, same order. A weight that is zero already scores 0, so it is pruned first.
 * @param seed the recipe's; only the random criterion uses it
 */
export function scoreWeights(
  criterion: PruneStage['criterion'],
  weights: Float32Array,
  name: string,
  seed: number,
): Float32Array {
  switch (criterion.kind) {
    case 'magnitude':
      return weights.map(Math.abs);
    case 'random': {
      const stream = createStream(seed, 'prune', name);
      return weights.map((weight) => {
        const draw = stream.nextFloat();
        return weight === 0 ? 0 : draw + 1;
      });
    }
  }
}
