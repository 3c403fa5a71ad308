/** The points of the curves of error over bits, as recipes. */
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import type { ModelName } from '../../../src/spec/zoo.ts';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import { toPlainStage, toRecipe, toTuneRecipe } from '../recipe.ts';
import { BITS } from '../settings.ts';

export const CURVES = ['plain', 'laplace', 'channel', 'trained'] as const;
export type CurveId = (typeof CURVES)[number];

const RECIPES: { readonly [Id in CurveId]: (model: ModelName, bits: number) => RecipeInput } = {
  plain: (model, bits) => toRecipe(model, [toPlainStage(bits)]),
  laplace: (model, bits) => toRecipe(model, [toPlainStage(bits, 'tensor', 'laplace')]),
  channel: (model, bits) => toRecipe(model, [toPlainStage(bits, 'channel')]),
  trained: (model, bits) => toTuneRecipe(model, { bits, activations: null, epochs: 1 }),
};

/** Where training is worth its time. */
const MOST_TRAINED_BITS = 4;

export function toCurveKey(model: ModelName, id: CurveId, bits: number): string {
  return `curve-${model}-${id}-${bits}`;
}

/** From few bits to many, the trained points last. */
export function listCurveItems(model: ModelName): SweepItem[] {
  return CURVES.flatMap((id) =>
    Array.from({ length: BITS.max - BITS.min + 1 }, (_, at) => BITS.min + at)
      .filter((bits) => id !== 'trained' || bits <= MOST_TRAINED_BITS)
      .map((bits) => ({
        key: toCurveKey(model, id, bits),
        group: id,
        x: bits,
        recipe: RECIPES[id](model, bits),
      })),
  );
}

export const MAP_BITS = [2, 3, 4, 8] as const;

export function toMapKey(model: ModelName, weight: number, activation: number): string {
  return `map-${model}-${weight}-${activation}`;
}

/**
 * Every pair of bits: the ends of the weights' grids by the Laplace law, those of the activations' around
 * 99.9 % of what calibration images give.
 */
export function listMapItems(model: ModelName): SweepItem[] {
  return MAP_BITS.flatMap((weight) =>
    MAP_BITS.map((activation) => ({
      key: toMapKey(model, weight, activation),
      group: String(activation),
      x: weight,
      recipe: toRecipe(model, [
        toPlainStage(weight, 'tensor', 'laplace'),
        { kind: 'quantizeActivations', bits: activation, ranges: 'percentile' },
      ]),
    })),
  );
}
