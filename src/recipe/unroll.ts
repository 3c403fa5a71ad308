/**
 * A recipe's stages with every iterative prune written out as its rounds, so that the engine, the progress
 * bar and the ledger only ever see single steps.
 */
import { unrollPrune } from '../techniques/prune/stage.ts';
import type { Stage } from './schema.ts';

export function unrollStages(stages: readonly Stage[]): Stage[] {
  return stages.flatMap((stage): Stage[] => (stage.kind === 'prune' ? unrollPrune(stage) : [stage]));
}
