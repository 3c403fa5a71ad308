/** Points of a sweep that the fake engine runs in a moment: a cut and some epochs each. */
import type { SweepItem } from '../state/sweepstate.ts';
import { createTinyRecipe } from './fakemodels.ts';

/** @param epochsOf by the point's place; two, about 35 ms, where absent */
export function createSweepItems(
  sparsities: readonly number[],
  epochsOf: (index: number) => number = () => 2,
): SweepItem[] {
  return sparsities.map((sparsity, index) => ({
    key: `layer ${sparsity}`,
    group: 'layer',
    x: sparsity,
    recipe: {
      ...createTinyRecipe(),
      stages: [
        { kind: 'prune', sparsity },
        {
          kind: 'train',
          epochs: epochsOf(index),
          batchSize: 100,
          optimizer: { kind: 'sgd', learningRate: 0.1 },
        },
      ],
    },
  }));
}
