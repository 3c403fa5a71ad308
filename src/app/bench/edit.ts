/**
 * How does a form change a recipe? By pure functions from recipe to recipe that leave alone what the form
 * does not show. The recipe as written (`RecipeInput`) is the bench's only state; `parseRecipe` judges it.
 */

import { toModelName } from '../../recipe/origin.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { STAGES, type StageInput, type StageInputOf } from '../../techniques/stages.ts';
import { renumberTeachers } from './teachers.ts';

export type TrainInput = StageInputOf<'train'>;
export type PruneInput = StageInputOf<'prune'>;
export type ClusterInput = StageInputOf<'cluster'>;
export type OptimizerInput = TrainInput['optimizer'];

/** What the bench shows before anything was chosen: train, prune nine tenths, retrain. */
export const EXAMPLE: RecipeInput = {
  version: 1,
  seed: 1,
  dataset: { name: 'mnist' },
  model: { name: 'lenet-300-100' },
  start: { kind: 'random' },
  stages: [
    { kind: 'train', epochs: 2, batchSize: 100, optimizer: { kind: 'adam', learningRate: 0.001 } },
    { kind: 'prune', criterion: { kind: 'magnitude' }, scope: 'layer', sparsity: 0.9 },
    { kind: 'train', epochs: 1, batchSize: 100, optimizer: { kind: 'adam', learningRate: 0.0005 } },
  ],
};

/** The same without pruning, to hold it against. */
export const COUNTEREXAMPLE: RecipeInput = {
  ...EXAMPLE,
  stages: [{ kind: 'train', epochs: 3, batchSize: 100, optimizer: { kind: 'adam', learningRate: 0.001 } }],
};

export function addStage(recipe: RecipeInput, kind: StageInput['kind']): RecipeInput {
  return { ...recipe, stages: [...recipe.stages, STAGES[kind].usual] };
}

export function replaceStage(recipe: RecipeInput, index: number, stage: StageInput): RecipeInput {
  return { ...recipe, stages: recipe.stages.map((each, place) => (place === index ? stage : each)) };
}

export function removeStage(recipe: RecipeInput, index: number): RecipeInput {
  const rest = { ...recipe, stages: recipe.stages.filter((_, place) => place !== index) };
  return renumberTeachers(rest, (stage) => (stage === index ? undefined : stage > index ? stage - 1 : stage));
}

/** Swaps a stage with its neighbour; without effect at either end. */
export function moveStage(recipe: RecipeInput, index: number, by: 1 | -1): RecipeInput {
  const stages = [...recipe.stages];
  const [stage, neighbour] = [stages[index], stages[index + by]];
  if (stage === undefined || neighbour === undefined) return recipe;
  stages[index] = neighbour;
  stages[index + by] = stage;
  const places = new Map([
    [index, index + by],
    [index + by, index],
  ]);
  return renumberTeachers({ ...recipe, stages }, (each) => places.get(each) ?? each);
}

/** Another optimizer keeps learning rate and weight decay, and takes its usual values for the rest. */
export function chooseOptimizer(from: OptimizerInput, kind: OptimizerInput['kind']): OptimizerInput {
  if (from.kind === kind) return from;
  const shared = {
    learningRate: from.learningRate,
    ...(from.weightDecay === undefined ? {} : { weightDecay: from.weightDecay }),
  };
  return kind === 'sgd' ? { kind, ...shared, momentum: 0.9 } : { kind, ...shared };
}

/** The number each saved run goes by among those of its net: the oldest is 1. `runs` are newest first. */
export function numberRuns(
  runs: readonly { readonly id: string; readonly ledger: { readonly model: string } }[],
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  const entries = [...runs].reverse().map(({ id, ledger }) => {
    const number = (counts.get(ledger.model) ?? 0) + 1;
    counts.set(ledger.model, number);
    return [id, number] as const;
  });
  return Object.fromEntries(entries);
}

export type PruneAmount = 'sparsity' | 'qualityFactor' | 'threshold';

/** Which of the three ways of saying how much a prune uses. */
export function findAmount(stage: PruneInput): PruneAmount {
  if (stage.qualityFactor !== undefined) return 'qualityFactor';
  return stage.threshold !== undefined ? 'threshold' : 'sparsity';
}

const USUAL: Readonly<Record<PruneAmount, number>> = { sparsity: 0.9, qualityFactor: 1, threshold: 0.05 };

/** Says it in another way. What no longer goes with it (global scope, rounds) falls back to what does. */
export function chooseAmount(stage: PruneInput, amount: PruneAmount): PruneInput {
  const { sparsity: _1, qualityFactor: _2, threshold: _3, ...rest } = stage;
  const next: PruneInput = { ...rest, [amount]: USUAL[amount] };
  if (amount === 'qualityFactor') next.scope = 'layer';
  if (amount !== 'sparsity') next.schedule = { kind: 'once' };
  return next;
}

/** Rounds with a retraining like the recipe's first training stage, or one epoch of Adam. */
export function chooseRounds(stage: PruneInput, recipe: RecipeInput): PruneInput {
  const like = recipe.stages.find((each) => each.kind === 'train');
  const { kind: _, ...retrain } = like ?? {
    kind: 'train' as const,
    batchSize: 100,
    optimizer: { kind: 'adam' as const, learningRate: 0.0005 },
    epochs: 1,
  };
  return { ...stage, schedule: { kind: 'iterative', rounds: 3, retrain: { ...retrain, epochs: 1 } } };
}

/** Whether units that no answer depends on go, too. */
export function switchRemoval(stage: PruneInput, isOn: boolean): PruneInput {
  const { removeDeadUnits: _, sweep: _former, ...rest } = stage;
  return isOn ? { ...rest, removeDeadUnits: true } : rest;
}

export function setBitPrice(stage: ClusterInput, price: number): ClusterInput {
  const { bitPrice: _, ...rest } = stage;
  return price > 0 ? { ...rest, bitPrice: price } : rest;
}

/** "lenet-300-100-pruned-clustered": a file name's stem for a recipe or its model. */
export function toFileStem(recipe: RecipeInput): string {
  const name = toModelName(recipe);
  const isPruned = recipe.stages.some(
    (stage) => stage.kind === 'prune' || (stage.kind === 'train' && stage.sparsify !== undefined),
  );
  const isClustered = recipe.stages.some(({ kind }) => kind === 'cluster');
  return [name, ...(isPruned ? ['pruned'] : []), ...(isClustered ? ['clustered'] : [])].join('-');
}
