/**
 * Every experiment of the lesson, as recipes. Figures start these, the tool that fills `results.json` runs
 * these, and the tests run these: what the text quotes is what the reader can run.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { MODELS, type ModelName } from '../../src/spec/zoo.ts';
import type { Effort } from '../parts/effort.ts';
import { fromTrained, type StageInput, toTrainStage } from '../parts/recipes.ts';
import type { Sharing } from './settings.ts';

export type PruneInput = Extract<StageInput, { kind: 'prune' }>;
export type ClusterInput = Extract<StageInput, { kind: 'cluster' }>;

/** Of every recipe of the lesson, unless the reader draws Forgy's start anew. */
export const SEED = 1;

/** The three starts and the exact solution. */
export const INITS = ['linear', 'density', 'forgy', 'optimal'] as const;
export type InitName = (typeof INITS)[number];

/** Which layers share: all, or only those of one kind. */
export const SCOPES = ['all', 'fc', 'conv'] as const;
export type Scope = (typeof SCOPES)[number];

/** Bits of the curves. The exact solution is left out where it takes longer than a reader waits. */
export const CURVE_BITS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export const MOST_OPTIMAL_BITS = 5;

export function toPruneInput(sparsity: number): PruneInput {
  return { kind: 'prune', criterion: { kind: 'magnitude' }, scope: 'global', sparsity };
}

/** The reader's sharing as a stage. */
export function toClusterInput({ init, fcBits, convBits }: Sharing): ClusterInput {
  return { kind: 'cluster', bits: { conv: convBits, fc: fcBits }, init };
}

/** One number of bits for the layers of a scope; the others keep their own values. */
export function toCurveStage(init: InitName, scope: Scope, bits: number): ClusterInput {
  return { kind: 'cluster', bits: scope === 'all' ? bits : { [scope]: bits }, init };
}

/** From the trained net: prune, where anything is to go, then share, and stop. */
export function toShareRecipe(
  model: ModelName,
  prune: number,
  cluster: ClusterInput,
  seed = SEED,
): RecipeInput {
  return fromTrained(model, [...(prune > 0 ? [toPruneInput(prune)] : []), cluster], { seed });
}

/** From the trained net: prune and retrain, where anything is to go; share; train the centroids. */
export function toTuneRecipe(sharing: Sharing, { examples, epochs }: Effort): RecipeInput {
  const { model, prune, draw } = sharing;
  const { retrainRate, centroidRate } = MODELS[model];
  const cut = [toPruneInput(prune), toTrainStage(epochs, retrainRate)];
  const share = [toClusterInput(sharing), toTrainStage(epochs, centroidRate)];
  return fromTrained(model, [...(prune > 0 ? cut : []), ...share], { seed: draw, examples });
}

/** The settings that the exercises' answers name; a test holds them to what the exercises ask for. */
export const ANSWERS = {
  small: { model: 'lenet-300-100', prune: 0, init: 'linear', draw: SEED, fcBits: 3, convBits: 3 },
  fewValues: { model: 'lenet-300-100', prune: 0, init: 'linear', draw: SEED, fcBits: 2, convBits: 2 },
  beatLinear: { model: 'lenet-300-100', prune: 0, init: 'forgy', draw: 5, fcBits: 2, convBits: 2 },
} as const satisfies Readonly<Record<string, Sharing>>;
