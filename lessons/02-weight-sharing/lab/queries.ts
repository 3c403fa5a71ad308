/** The lesson's quick questions to the engine: how many images does a net get wrong once its weights are pruned and shared? */
import { DATASETS } from '../../../src/recipe/datasets.ts';
import { MODEL_DATASET, type ModelName } from '../../../src/recipe/zoo.ts';
import type { EvaluationQuery } from '../../../src/state/querystate.ts';
import { type ClusterInput, SEED, toClusterInput, toPruneInput } from '../recipe.ts';
import type { Sharing } from '../settings.ts';

/** Images of an answer that comes while a slider moves. */
export const FEW_IMAGES = 1000;

/** Images of a full evaluation: all where that takes about a second, fewer for the CIFAR-10 nets. */
export function toFullCount(model: ModelName): number {
  const { name, testCount } = DATASETS[MODEL_DATASET[model]];
  return name === 'mnist' ? testCount : 2000;
}

export function toShareQuery(
  model: ModelName,
  prune: number,
  share: ClusterInput | null,
  examples: number,
  seed = SEED,
): EvaluationQuery {
  return {
    dataset: MODEL_DATASET[model],
    examples,
    ...(prune > 0 ? { prune: toPruneInput(prune) } : {}),
    ...(share === null ? {} : { share, seed }),
  };
}

export function toSharingQuery(sharing: Sharing, examples: number): EvaluationQuery {
  return toShareQuery(sharing.model, sharing.prune, toClusterInput(sharing), examples, sharing.draw);
}
