/**
 * How long an answer may take: long enough for a phone behind a busy run; a dead or hung worker is noticed
 * far sooner by other means (see `connection.ts`). Milliseconds.
 */
import type { CommandKind } from '../protocol/commands.ts';

export const TIMEOUTS_MS: Readonly<Record<CommandKind, number>> = {
  initialize: 60_000,
  setWorkers: 60_000,
  measurePace: 60_000,
  start: 120_000,
  pause: 60_000,
  resume: 60_000,
  step: 60_000,
  cancel: 60_000,
  loadModel: 120_000,
  releaseModel: 60_000,
  evaluate: 600_000,
  gradients: 120_000,
  optimalCentroids: 120_000,
  predict: 60_000,
  readLayer: 60_000,
  weigh: 600_000,
  timeTogether: 600_000,
  encode: 120_000,
  dissect: 120_000,
  readFields: 60_000,
  comparePositions: 60_000,
  testImage: 120_000,
  loadData: 1_800_000,
};

/**
 * A run on a GPU that reports nothing for this long hangs. A device that is lost is known at once
 * (`core/engine/device.ts`); this is for drivers that say nothing, and longer than a slow one takes over all
 * test images.
 */
export const GPU_STALL_MS = 180_000;
