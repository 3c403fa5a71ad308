/** What does a run train and test on, and how many steps is that? */
import type { Dataset } from '../../data/dataset.ts';
import type { Examples } from '../../data/examples.ts';
import { leaveOutClasses } from '../../data/picked.ts';
import type { RunPosition } from '../../protocol/snapshots.ts';
import type { Recipe, Stage } from '../../recipe/schema.ts';

export interface Splits {
  readonly train: Examples;
  readonly validation: Examples;
  readonly test: Examples;
}

/** Waits until all that the stages need is loaded. */
export async function openSplits(
  dataset: Dataset,
  { dataset: { trainExamples, validationExamples, leaveOut } }: Recipe,
  stages: readonly Stage[],
): Promise<Splits> {
  await dataset.load();
  const splits = dataset.select({ trainExamples, validationExamples });
  if (leaveOut !== undefined || stages.some(({ kind }) => kind === 'train')) {
    await splits.train.whenLoaded();
    await splits.validation.whenLoaded();
  }
  await splits.test.whenLoaded();
  return leaveOut === undefined ? splits : { ...splits, train: leaveOutClasses(splits.train, leaveOut) };
}

/** Training steps of the stages, or of their part before a position. */
export function countSteps(
  stages: readonly Stage[],
  examples: number,
  before: RunPosition = { stage: stages.length, epoch: 0, step: 0 },
): number {
  return stages.slice(0, before.stage + 1).reduce((sum, stage, index) => {
    if (stage.kind !== 'train') return sum;
    const perEpoch = Math.ceil(examples / stage.batchSize);
    return sum + (index < before.stage ? stage.epochs * perEpoch : before.epoch * perEpoch + before.step);
  }, 0);
}
