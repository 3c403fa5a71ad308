/**
 * One step of an epoch: what belongs to its place in the run is drawn, weights that the schedule gives up are
 * cut, and the net learns from its batch.
 */
import type { Examples } from '../../data/examples.ts';
import type { RunPosition } from '../../protocol/snapshots.ts';
import type { TrainStage } from '../../recipe/schema.ts';
import type { LossScaleState } from '../../techniques/lossscale/options.ts';
import type { LossTerm } from '../loss/terms.ts';
import type { Network } from '../models/network.ts';
import type { HelperPool } from '../parallel/pool.ts';
import { toNoise } from '../pass/draw.ts';
import { pruneGradually } from '../stages/gradual.ts';
import { createBatch } from '../train/batch.ts';
import { toLearningRate } from '../train/learningrate.ts';
import type { LossScaler } from '../train/lossscaler.ts';
import type { Optimizer } from '../train/optimizer.ts';
import { trainStep } from '../train/step.ts';
import { drawDropConnect, takeBatch } from './batches.ts';
import { checkLoss } from './finite.ts';

/** What all steps of an epoch share. */
export interface EpochWork {
  readonly network: Network;
  readonly optimizer: Optimizer;
  readonly scaler: LossScaler | undefined;
  readonly stage: TrainStage;
  readonly seed: number;
  readonly examples: Examples;
  /** In which order the epoch visits the examples. */
  readonly order: Int32Array;
  readonly stepsPerEpoch: number;
  readonly terms: readonly LossTerm[] | undefined;
  readonly pool: HelperPool | undefined;
}

/** What came of a step. */
export interface StepOutcome {
  readonly loss: number;
  readonly correct: number;
  readonly images: number;
  readonly learningRate: number;
  readonly elapsedMs: number;
  readonly lossScale?: LossScaleState;
}

/** @throws NotFiniteError when the loss is no number any more */
export async function takeStep(work: EpochWork, at: RunPosition): Promise<StepOutcome> {
  const { network, stage, seed, stepsPerEpoch } = work;
  const start = performance.now();
  const step = at.epoch * stepsPerEpoch + at.step;
  const place = { step, stepsPerEpoch, epochs: stage.epochs };
  const learningRate = toLearningRate(stage.schedule, stage.optimizer.learningRate, place);
  if (stage.sparsify) await pruneGradually(network, stage.sparsify, step, stage.epochs * stepsPerEpoch);
  const seen = takeBatch(work.order, stage, at.step);
  const batch = createBatch(network.spec, work.examples, seen, toNoise(stage, seed, at), work.terms);
  const extraTransforms = drawDropConnect(network, stage.dropConnect ?? 0, seed, at);
  const { scaler } = work;
  const input = { batch, learningRate, extraTransforms, ...(scaler && { scaler }) };
  const { loss, correct } = await trainStep(network, work.optimizer, stage, input, work.pool);
  for (const each of [...extraTransforms.values()].flat()) each.dispose();
  await checkLoss(network, { at, stage, learningRate }, loss);
  const elapsedMs = performance.now() - start;
  const outcome = { loss, correct, images: batch.images, learningRate, elapsedMs };
  return { ...outcome, ...(scaler && { lossScale: scaler.state }) };
}
