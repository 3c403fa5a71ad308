/**
 * Which weights matter? A criterion gives every weight a score; the lowest scores are pruned first. Magnitude: |w|, Han et
 * al. 2015 (arXiv 1506.02626, section 3). Rate: magnitude against what the weight costs in a file. Random: the floor that any
 * criterion must beat.
 */
import { createStream } from '../../math/random.ts';
import type { PruneStage } from '../../recipe/schema.ts';
import { scoreByRate } from './rate.ts';

/** A kernel's weights as a criterion sees them. */
export interface ScoredTensor {
  readonly name: string;
  /** Row-major, [..., outputs]. */
  readonly values: Float32Array;
  readonly outputs: number;
  /** What a mask shows of the values now, where that is less than all. */
  readonly shown?: Float32Array;
}

/**
 * Scores of one tensor's effective weights, same order. A weight that is zero already scores 0, so it is pruned first.
 * @param seed the recipe's; only the random criterion uses it
 */
export function scoreWeights(
  criterion: PruneStage['criterion'],
  { name, values, outputs, shown = values }: ScoredTensor,
  seed: number,
): Float32Array {
  switch (criterion.kind) {
    case 'magnitude':
      return values.map(Math.abs);
    case 'rate':
      return scoreByRate(values, shown, outputs);
    case 'random': {
      const stream = createStream(seed, 'prune', name);
      return values.map((weight) => {
        const draw = stream.nextFloat();
        return weight === 0 ? 0 : draw + 1;
      });
    }
  }
}
