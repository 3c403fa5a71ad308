/**
 * Every experiment of the lesson, as recipes: what makes the reader's layer fit for the machine. Dense layers
 * alone: EIE has no convolutions.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { listTensors } from '../../src/spec/shapes.ts';
import { MODEL_ZOO, MODELS } from '../../src/spec/zoo.ts';
import { toEffort } from '../parts/effort.ts';
import { fromTrained, type StageInput, toTrainStage } from '../parts/recipes.ts';
import type { Net, Settings } from './settings.ts';

/** Bits of a code. */
export const CODE_BITS = 4;
export const SEED = 1;

type Cut = Pick<Settings, 'model' | 'sparsity'>;

/** Kernels of the net with more than two axes. */
function listConvolutions(model: Net): string[] {
  return listTensors(MODEL_ZOO[model]).flatMap(({ role, layer, shape }) =>
    role === 'kernel' && shape.length > 2 ? [layer] : [],
  );
}

export function toCutStage({ model, sparsity }: Cut): StageInput {
  const except = listConvolutions(model);
  return { kind: 'prune', sparsity, ...(except.length > 0 && { except }) };
}

/** Fifteen values a layer: the sixteenth code is zero, for fillers. */
export const SHARE: StageInput = { kind: 'cluster', bits: { fc: CODE_BITS }, zeroCode: true };

/** The trained net as it is. */
export const toDenseRecipe = (model: Net): RecipeInput => fromTrained(model, []);

/** Cut and shared, not trained since. */
export const toDraftRecipe = (cut: Cut): RecipeInput => fromTrained(cut.model, [toCutStage(cut), SHARE]);

/** Cut, trained, shared, and its values trained: one epoch each, on what the lab calls quick. */
export function toTrainedRecipe(cut: Cut): RecipeInput {
  const { model } = cut;
  const { examples } = toEffort(model, 'quick');
  const { retrainRate, centroidRate } = MODELS[model];
  return fromTrained(
    model,
    [toCutStage(cut), toTrainStage(2, retrainRate), SHARE, toTrainStage(1, centroidRate)],
    { examples },
  );
}
