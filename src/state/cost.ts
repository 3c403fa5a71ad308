/**
 * How long will a recipe take, compared with another? An estimate in passes of one image, for the time left
 * of a sweep.
 */

import type { Recipe } from '../recipe/schema.ts';
import { unrollStages } from '../recipe/unroll.ts';
import { DATASETS } from '../spec/datasets.ts';

/** A training step passes each image forward and twice back. */
const TRAIN_PASSES = 3;

export function estimateCost({ dataset, stages }: Recipe): number {
  const { trainCount, testCount, classes } = DATASETS[dataset.name];
  const share = 1 - (dataset.leaveOut?.length ?? 0) / classes.length;
  const images = share * ((dataset.trainExamples ?? trainCount) - dataset.validationExamples);
  return unrollStages(stages).reduce((sum, stage) => {
    if (stage.kind !== 'train') return sum + testCount;
    return sum + stage.epochs * (TRAIN_PASSES * images + (dataset.validationExamples || testCount));
  }, testCount);
}
