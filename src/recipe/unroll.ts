/**
 * What does an iterative prune stand for? n rounds of prune and retrain. `unrollStages` writes them out, so that the
 * engine, the progress bar and the ledger only ever see single steps.
 *
 * The level of round i of n is s * i / n: equal shares of the final sparsity, as in Han et al. 2015 (arXiv
 * 1506.02626, section 3.4), who prune a little more after each retraining.
 */
import type { PruneStage, Stage } from './schema.ts';

/** The stages with every iterative prune replaced by its rounds. */
export function unrollStages(stages: readonly Stage[]): Stage[] {
  return stages.flatMap((stage): Stage[] => {
    if (stage.kind !== 'prune' || stage.schedule.kind !== 'iterative') return [stage];
    const { rounds, retrain } = stage.schedule;
    return Array.from({ length: rounds }, (_, round) => [
      toRound(stage, (round + 1) / rounds),
      { kind: 'train' as const, ...retrain },
    ]).flat();
  });
}

function toRound(stage: PruneStage, share: number): PruneStage {
  const scale = (level: number) => (share === 1 ? level : level * share);
  const { sparsity } = stage;
  if (sparsity === undefined) throw new Error('an iterative prune needs sparsity');
  return {
    ...stage,
    schedule: { kind: 'once' },
    sparsity:
      typeof sparsity === 'number'
        ? scale(sparsity)
        : Object.fromEntries(Object.entries(sparsity).map(([layer, level]) => [layer, scale(level)])),
  };
}
