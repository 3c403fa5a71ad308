/**
 * Every experiment of the lesson, as recipes. Figures start these, the tool that fills `results.json` runs
 * these, and the tests run these: what the text quotes is what the reader can run.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { listTensors } from '../../src/spec/shapes.ts';
import { MODEL_ZOO } from '../../src/spec/zoo.ts';
import { toDataset } from '../parts/effort.ts';
import { fromTrained, type StageInput, type TrainInput } from '../parts/recipes.ts';
import type { NetName, Settings } from './settings.ts';

/**
 * What each of the three phases trains on: so many of the first images that the loss does not come to zero in
 * the first phase, and few enough that ten whole runs take about a minute on two cores.
 */
export const EFFORT: Readonly<Record<NetName, Effort>> = {
  'lenet-300-100': { examples: 20_000, epochs: 2, learningRate: 0.05 },
  'lenet-5': { examples: 2000, epochs: 2, learningRate: 0.01 },
};

interface Effort {
  readonly examples: number;
  readonly epochs: number;
  /** Of the first two phases; the third goes on at a tenth of it, as the paper has it. */
  readonly learningRate: number;
}
const TENTH = 0.1;

/** The seed of the run that the reader watches; pairs go on from it. */
export const SEED = 1;

function toPhase(model: NetName, factor = 1): TrainInput {
  const { epochs, learningRate } = EFFORT[model];
  return {
    kind: 'train',
    epochs,
    batchSize: 100,
    optimizer: {
      kind: 'sgd',
      learningRate: learningRate * factor,
      momentum: 0.9,
      nesterov: true,
      weightDecay: 0.0005,
    },
  };
}

function fromRandom(model: NetName, seed: number, stages: readonly StageInput[]): RecipeInput {
  const dataset = toDataset(model, EFFORT[model].examples);
  return { version: 1, seed, dataset, model: { name: model }, stages: [...stages] };
}

/** The layers of a net with a kernel, in its order. */
export function listLayers(model: NetName): readonly string[] {
  return listTensors(MODEL_ZOO[model]).flatMap(({ role, layer }) => (role === 'kernel' ? [layer] : []));
}

export function toCutStage({ model, share, first }: Settings): Extract<StageInput, { kind: 'prune' }> {
  const [head = ''] = listLayers(model);
  return { kind: 'prune', sparsity: share, ...(first ? {} : { except: [head] }) };
}

/** Where the recipe's phases end, as stages. */
export const PHASE_STAGES = { dense: 0, sparse: 2, again: 4 } as const;
export type Phase = keyof typeof PHASE_STAGES;
export const PHASES = Object.keys(PHASE_STAGES) as readonly Phase[];

/** Dense, sparse, dense: from random weights. */
export function toDetourRecipe(settings: Settings, seed = SEED): RecipeInput {
  const { model, reborn } = settings;
  return fromRandom(model, seed, [
    toPhase(model),
    toCutStage(settings),
    toPhase(model),
    { kind: 'densify', reborn },
    toPhase(model, TENTH),
  ]);
}

/** The same epochs at the same rates, from the same random weights, with nothing taken away. */
export function toStraightRecipe({ model }: Pick<Settings, 'model'>, seed = SEED): RecipeInput {
  return fromRandom(model, seed, [toPhase(model), toPhase(model), toPhase(model, TENTH)]);
}

/** The lab's trained net with the same weights gone, and nothing more. */
export function toCutRecipe(settings: Settings): RecipeInput {
  return fromTrained(settings.model, [toCutStage(settings)]);
}
