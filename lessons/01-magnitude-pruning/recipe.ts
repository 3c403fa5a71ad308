/**
 * Every experiment of the lesson, as recipes. Figures start these, the tool that fills `results.json` runs
 * these, and the tests run these: what the text quotes is what the reader can run.
 *
 * The quick recipes train on the first images of the training set only, so that a point of a curve takes
 * seconds on two cores without a GPU; each figure says so, and offers the whole set.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { MODELS, type ModelName } from '../../src/spec/zoo.ts';
import { type Effort, toDataset, toEffort } from '../parts/effort.ts';
import { fromTrained, type StageInput, type TrainInput, toTrainStage } from '../parts/recipes.ts';

export type PruneInput = Extract<StageInput, { kind: 'prune' }>;

export const SEED = 1;

/** Retraining, under a penalty where there is one. */
function toRetrainStage(model: ModelName, { epochs }: Effort, penalty?: keyof typeof PENALTY): TrainInput {
  const stage = toTrainStage(epochs, MODELS[model].retrainRate);
  return penalty === undefined
    ? stage
    : { ...stage, regularizer: { kind: penalty, strength: PENALTY[penalty] } };
}

/** How the live training goes: what the reader can set. */
export interface ScratchOptions {
  readonly epochs: number;
  readonly learningRate: number;
  readonly weightDecay: number;
}

/**
 * From random weights, as the lab's own nets were trained: all images where that takes seconds, fewer for
 * slower nets.
 */
export function toScratchRecipe(model: ModelName, options: ScratchOptions): RecipeInput {
  const { examples } = toEffort(model, model === 'lenet-300-100' ? 'full' : 'quick');
  const { epochs, learningRate, weightDecay } = options;
  return {
    version: 1,
    seed: SEED,
    dataset: toDataset(model, examples),
    model: { name: model },
    start: { kind: 'random' },
    stages: [
      {
        kind: 'train',
        epochs,
        batchSize: 100,
        optimizer: { kind: 'sgd', learningRate, momentum: 0.9, nesterov: true, weightDecay },
      },
    ],
  };
}

/** The random weights that the live training begins with. */
export function toInitialRecipe(model: ModelName): RecipeInput {
  return { version: 1, seed: SEED, dataset: toDataset(model, 1), model: { name: model }, stages: [] };
}

/** From the trained net: prune once, then train what is left. */
export function toRetrainRecipe(model: ModelName, prune: PruneInput, effort: Effort): RecipeInput {
  return fromTrained(model, [prune, toRetrainStage(model, effort)], effort);
}

/** From the trained net: prune once and stop. */
export function toCutRecipe(model: ModelName, prune: PruneInput): RecipeInput {
  return fromTrained(model, [prune]);
}

/** "1 % of the images more": what the opening question allows. */
export const ALLOWED = 0.01;

/** Levels of the curve without retraining: fine enough to see the cliff. */
export const CUT_LEVELS = [
  0, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98, 0.99,
] as const;

/** Levels of the curves with retraining. */
export const RETRAIN_LEVELS = [0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99] as const;

/** Levels that the iterative curve passes, each prune starting from the retrained net before it. */
export const ITERATIVE_LEVELS = [
  0.5, 0.7, 0.8, 0.87, 0.9, 0.93, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99,
] as const;

/**
 * Strength of the penalty while training and retraining: strength * sum |w| for L1, strength / 2 * sum w^2
 * for L2.
 */
export const PENALTY = { l1: 1e-4, l2: 1e-3 } as const;

export function toLevelPrune(sparsity: number, scope: 'layer' | 'global' = 'global'): PruneInput {
  return { kind: 'prune', criterion: { kind: 'magnitude' }, scope, sparsity };
}

/**
 * One point of a curve under an L1 or L2 penalty: it shapes the weights before the cut, and goes on while
 * they are retrained.
 */
export function toPenaltyRecipe(
  model: ModelName,
  kind: 'l1' | 'l2',
  sparsity: number,
  effort: Effort,
): RecipeInput {
  const train = toRetrainStage(model, effort, kind);
  return fromTrained(model, [train, toLevelPrune(sparsity), train], effort);
}

/**
 * The whole iterative curve as one run: prune a little, retrain, prune the retrained net a little more. The
 * ledger after each train stage is one point.
 */
export function toIterativeRecipe(model: ModelName, effort: Effort): RecipeInput {
  const retrain = toRetrainStage(model, effort, 'l2');
  const stages = ITERATIVE_LEVELS.flatMap((sparsity): StageInput[] => [toLevelPrune(sparsity), retrain]);
  return fromTrained(model, stages, effort);
}

/** How many images a recipe's training passes, each pass counted, where its training set has so many. */
export function countTrained({ stages }: RecipeInput, examples: number): number {
  return stages.reduce((sum, stage) => sum + (stage.kind === 'train' ? stage.epochs * examples : 0), 0);
}

/** The cuts that the exercises' answers name; a test holds them to what the exercises ask for. */
export const ANSWERS = {
  retrain: 0.96,
  layerwise: { fc1: 0.905, fc2: 0.88, fc3: 0.5 },
  border: { fc1: 0.88, fc2: 0, fc3: 0 },
} as const;
