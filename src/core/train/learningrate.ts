/**
 * What is the learning rate of this step? A pure function of the schedule and of how far the stage has come.
 * Cosine: Loshchilov and Hutter 2017 (arXiv 1608.03983, equation 5) without restarts. One-cycle: Smith 2018
 * (arXiv 1803.09820), with cosine legs. The cosine is our own, because engines differ in the last bit of
 * Math.cos.
 */
import { cosine, powerOf } from '../../math/exactmath.ts';
import type { LearningRateSchedule } from '../../recipe/schema.ts';

/** Where a stage stands. Steps count from 0. */
export interface StageProgress {
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
}

/** @param peak the rate that the optimizer's options give */
export function toLearningRate(
  schedule: LearningRateSchedule,
  peak: number,
  { step, stepsPerEpoch, epochs }: StageProgress,
): number {
  const total = stepsPerEpoch * epochs;
  switch (schedule.kind) {
    case 'constant':
      return peak;
    case 'step':
      return peak * powerOf(schedule.factor, Math.floor(Math.floor(step / stepsPerEpoch) / schedule.every));
    case 'cosine': {
      const warmup = Math.min(schedule.warmupEpochs, epochs) * stepsPerEpoch;
      if (step < warmup) return (peak * (step + 1)) / warmup;
      return peak * glide(1, schedule.finalFraction, (step - warmup) / Math.max(1, total - warmup));
    }
    case 'oneCycle': {
      const top = Math.max(1, Math.round(schedule.peakAt * total));
      if (step < top) return peak * glide(schedule.initialFraction, 1, step / top);
      return peak * glide(1, schedule.finalFraction, (step - top) / Math.max(1, total - top));
    }
  }
}

/** Half a cosine from `from` (share 0) to `to` (share 1). */
function glide(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + cosine(Math.PI * share))) / 2;
}
