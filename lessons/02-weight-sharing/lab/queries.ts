/** The lesson's quick questions to the engine: how many images does a net get wrong once its weights are pruned and shared? */
import { MODEL_DATASET, type ModelName } from '../../../src/spec/zoo.ts';
import type { EvaluationQuery } from '../../../src/state/querystate.ts';
import { type ClusterInput, SEED, toClusterInput, toPruneInput } from '../recipe.ts';
import type { Sharing } from '../settings.ts';

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
    stages: [...(prune > 0 ? [toPruneInput(prune)] : []), ...(share === null ? [] : [share])],
    ...(share === null ? {} : { seed }),
  };
}

export function toSharingQuery(sharing: Sharing, examples: number): EvaluationQuery {
  return toShareQuery(sharing.model, sharing.prune, toClusterInput(sharing), examples, sharing.draw);
}
