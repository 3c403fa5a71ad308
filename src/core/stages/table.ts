/**
 * Stages that change a network at once, without training: each takes a network and gives it back changed, or
 * another one in its place. A kind that this table lacks does not compile.
 */

import type { Stage, StageKind, StageOf } from '../../techniques/stages.ts';
import { Network } from '../models/network.ts';
import { binarizeNetwork } from './binarize.ts';
import { binarizeActivations } from './binarizeactivations.ts';
import { clusterNetwork } from './cluster.ts';
import { codeNetwork } from './code.ts';
import type { StageContext } from './context.ts';
import { correctBiasesOf } from './correctbiases.ts';
import { densifyNetwork } from './densify.ts';
import { applyDoReFa } from './dorefa.ts';
import { factorizeNetwork } from './factorize.ts';
import { applyFixedPoint } from './fixedpoint.ts';
import { foldNormOf } from './foldnorm.ts';
import { learnRoundingOf } from './learnrounding.ts';
import { applyMixedPrecision } from './mixedprecision.ts';
import { pruneNetwork } from './prune.ts';
import { quantizeNetwork } from './quantize.ts';
import { quantizeActivations } from './quantizeactivations.ts';
import { shiftBiasOf } from './shiftbias.ts';
import { ternarizeNetwork } from './ternarize.ts';
import { thinNetwork } from './thin.ts';

type ChangeKind = Exclude<StageKind, 'train'>;
export type ChangeStage = Exclude<Stage, { kind: 'train' }>;

/** The caller owns both networks where another one comes back, and disposes the first. */
type Change<Kind extends ChangeKind> = (
  network: Network,
  stage: StageOf<Kind>,
  context: StageContext,
) => Promise<Network>;

const CHANGES: { readonly [Kind in ChangeKind]: Change<Kind> } = {
  prune: pruneNetwork,
  densify: densifyNetwork,
  cluster: clusterNetwork,
  foldNorm: foldNormOf,
  quantize: quantizeNetwork,
  quantizeActivations,
  correctBiases: correctBiasesOf,
  shiftBias: shiftBiasOf,
  learnRounding: learnRoundingOf,
  binarize: binarizeNetwork,
  binarizeActivations,
  ternarize: ternarizeNetwork,
  doReFa: applyDoReFa,
  fixedPoint: applyFixedPoint,
  mixedPrecision: applyMixedPrecision,
  factorize: factorizeNetwork,
  thin: thinNetwork,
  code: codeNetwork,
};

/**
 * Carries out one stage. Where another network takes its place, the first is disposed.
 * @returns the network to go on with
 */
export async function changeNetwork(
  network: Network,
  stage: ChangeStage,
  context: StageContext,
): Promise<Network> {
  const change = CHANGES[stage.kind] as Change<ChangeKind>;
  const next = await change(network, stage as StageOf<ChangeKind> & StageOf<'prune'>, context);
  if (next !== network) network.dispose();
  return next;
}

/**
 * What a network would be after some stages; the network itself stays as it is.
 * @returns another network; the caller disposes it
 * @throws where a stage trains
 */
export async function changeCopy(
  network: Network,
  stages: readonly Stage[],
  context: StageContext,
): Promise<Network> {
  let copy = Network.fromSnapshot(await network.toSnapshot());
  try {
    for (const stage of stages) {
      if (stage.kind === 'train') throw new Error('a question about a model cannot train it; start a run');
      copy = await changeNetwork(copy, stage, context);
    }
    return copy;
  } catch (error) {
    copy.dispose();
    throw error;
  }
}
