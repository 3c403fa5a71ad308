/**
 * A recipe's stages with every iterative prune written out as its rounds, so that the engine, the progress
 * bar and the ledger only ever see single steps.
 */
import { unrollPrune } from '../techniques/prune/stage.ts';
import type { Stage } from './schema.ts';

/** The place of each stage's last step among the unrolled ones. */
export function listStageEnds(stages: readonly Stage[]): number[] {
  let count = 0;
  return stages.map((stage) => {
    count += unrollStages([stage]).length;
    return count - 1;
  });
}

export function unrollStages(stages: readonly Stage[]): Stage[] {
  return stages.flatMap((stage): Stage[] => (stage.kind === 'prune' ? unrollPrune(stage) : [stage]));
}
