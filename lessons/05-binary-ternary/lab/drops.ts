/**
 * How much accuracy does a net lose by bits? The points that a reader can train, as recipes, and those of the
 * recipes that the lab keeps by name.
 */
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import { MODEL_NAMES, type ModelName } from '../../../src/spec/zoo.ts';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import type { StageInput } from '../../parts/recipes.ts';
import { toFewStage } from '../methods.ts';
import { toShortRecipe } from '../recipe.ts';
import type { NetName } from '../settings.ts';

const TERNARY = Math.log2(3);

/** A point that a reader can train: what happens to the trained net before it learns on. */
interface TrainedPoint {
  readonly method: string;
  readonly bits: number;
  readonly stages: readonly StageInput[];
}

const onBothSides = (bits: 2 | 4): TrainedPoint => ({
  method: 'LSQ, PACT',
  bits,
  stages: [
    { kind: 'quantize', bits },
    { kind: 'quantizeActivations', bits },
  ],
});

/** By what has few bits; the first and the last layer take part where the weights alone have. */
export const TRAINED: Readonly<Record<'weights' | 'both', readonly TrainedPoint[]>> = {
  weights: [
    { method: 'BWN', bits: 1, stages: [toFewStage('bwn', { ends: true })] },
    { method: 'TTQ', bits: TERNARY, stages: [toFewStage('ttq', { ends: true })] },
    ...([2, 3, 4] as const).map((bits) => ({
      method: 'LSQ',
      bits,
      stages: [{ kind: 'quantize' as const, bits }],
    })),
  ],
  both: [
    {
      method: 'XNOR-Net',
      bits: 1,
      stages: [{ kind: 'binarizeActivations' }, toFewStage('bwn', { ends: false })],
    },
    onBothSides(2),
    onBothSides(4),
  ],
};
export type Side = keyof typeof TRAINED;
export const SIDES = Object.keys(TRAINED) as readonly Side[];

export function toDropKey(model: NetName, side: Side, bits: number): string {
  return `drop-${model}-${side}-${bits.toFixed(2)}`;
}

/** Every point, the one of one bit first. */
export function listDropItems(model: NetName): readonly SweepItem[] {
  return SIDES.flatMap((side) =>
    TRAINED[side].map(({ bits, stages }) => ({
      key: toDropKey(model, side, bits),
      group: side,
      x: bits,
      recipe: toShortRecipe(model, stages),
    })),
  );
}

/** The fewest bits of a weight that a recipe's stages leave; null where all have 32. */
export function findWeightBits({ stages }: Pick<RecipeInput, 'stages'>): number | null {
  const bits = stages.flatMap((stage) => {
    if (stage.kind === 'binarize') return [1];
    if (stage.kind === 'ternarize') return [TERNARY];
    if (stage.kind === 'doReFa') return [stage.weights];
    return stage.kind === 'quantize' && typeof stage.bits === 'number' ? [stage.bits] : [];
  });
  return bits.length === 0 ? null : Math.min(...bits);
}

interface Kept {
  readonly result?: { readonly error: number; readonly denseError: number };
}

const recipes = import.meta.glob<RecipeInput>(['/recipes/*.json', '!/recipes/results.json'], {
  eager: true,
  import: 'default',
});
const results = import.meta.glob<Readonly<Record<string, Kept>>>('/recipes/results.json', {
  eager: true,
  import: 'default',
})['/recipes/results.json'];

/** A recipe that the lab keeps by name and has run to its end, at few bits. */
export interface NamedDrop {
  readonly name: string;
  readonly model: ModelName;
  readonly bits: number;
  /** Points of accuracy, against the checkpoint that it began with. */
  readonly lost: number;
}

/** By bits. @param most of a weight */
export function listNamedDrops(most: number): readonly NamedDrop[] {
  return Object.entries(recipes)
    .flatMap(([path, recipe]) => {
      const name = path.slice('/recipes/'.length, -'.json'.length);
      const model = MODEL_NAMES.find((each) => name.startsWith(`${each}-`));
      const bits = findWeightBits(recipe);
      const result = results?.[name]?.result;
      if (model === undefined || bits === null || bits > most || result === undefined) return [];
      return [{ name, model, bits, lost: 100 * (result.error - result.denseError) }];
    })
    .sort((a, b) => a.bits - b.bits || b.lost - a.lost);
}
