/** The points of the curves of error over bits, as recipes. */
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import type { ModelName } from '../../../src/spec/zoo.ts';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import { fromTrained } from '../../parts/recipes.ts';
import { toPlainStage, toTuneRecipe } from '../recipe.ts';
import { BITS } from '../settings.ts';

export const CURVES = ['plain', 'laplace', 'channel', 'trained'] as const;
export type CurveId = (typeof CURVES)[number];

/** All but the first, which the opening question has measured. */
const RECIPES: {
  readonly [Id in Exclude<CurveId, 'plain'>]: (model: ModelName, bits: number) => RecipeInput;
} = {
  laplace: (model, bits) => fromTrained(model, [toPlainStage(bits, 'tensor', 'laplace')]),
  channel: (model, bits) => fromTrained(model, [toPlainStage(bits, 'channel')]),
  trained: (model, bits) => toTuneRecipe(model, { bits, activations: null, epochs: 1 }),
};

export function toCurveKey(model: ModelName, id: CurveId, bits: number): string {
  return `curve-${model}-${id}-${bits}`;
}

/** From here on training wins nothing back: all curves lie together. */
const MOST_TRAINED_BITS = 5;

/** What the reader fills in, from few bits to many, the trained points last. */
export function listCurveItems(model: ModelName): SweepItem[] {
  return (['laplace', 'channel', 'trained'] as const).flatMap((id) =>
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

/** How the nets of a map come about: straight from the trained net, or trained on their grids. */
export const MAPS = ['after', 'training'] as const;
export type MapId = (typeof MAPS)[number];

interface MapRow {
  /** Of weights and of activations: every pair is a cell. */
  readonly bits: readonly number[];
  readonly toRecipe: (model: ModelName, weight: number, activation: number) => RecipeInput;
}

/**
 * After training the ends of the weights' grids lie by the Laplace law, those of the activations' around 99.9
 * % of what calibration images give; in training steps and bounds learn, in one pass over some images.
 */
export const MAP_ROWS: { readonly [Id in MapId]: MapRow } = {
  after: {
    bits: [2, 3, 4, 8],
    toRecipe: (model, weight, activation) =>
      fromTrained(model, [
        toPlainStage(weight, 'tensor', 'laplace'),
        { kind: 'quantizeActivations', bits: activation, ranges: 'percentile' },
      ]),
  },
  training: {
    bits: [2, 3, 4],
    toRecipe: (model, bits, activations) => toTuneRecipe(model, { bits, activations, epochs: 1 }),
  },
};

export function toMapKey(model: ModelName, id: MapId, weight: number, activation: number): string {
  return `map-${id}-${model}-${weight}-${activation}`;
}

/** Every pair of bits, the fewest first. */
export function listMapItems(model: ModelName, id: MapId): SweepItem[] {
  const { bits, toRecipe: toCellRecipe } = MAP_ROWS[id];
  return bits.flatMap((weight) =>
    bits.map((activation) => ({
      key: toMapKey(model, id, weight, activation),
      group: `${id} ${activation}`,
      x: weight,
      recipe: toCellRecipe(model, weight, activation),
    })),
  );
}
