/**
 * Would one of the steps do? Four ways to a small file, each at several strengths: recipes with one cut
 * through the whole net and one pass of training, so that no way is helped by fractions or rates that were
 * chosen for another.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { fromTrained, type StageInput, toTrainStage } from '../parts/recipes.ts';
import type { Net } from './named.ts';

/**
 * Training images of each training: a point takes seconds. Rates: of the weights that are left, and of the
 * shared values.
 */
const TRAININGS: Readonly<
  Record<Net, { readonly examples: number; readonly retrain: number; readonly tune: number }>
> = {
  'lenet-300-100': { examples: 60_000, retrain: 0.003, tune: 0.0005 },
  'lenet-5': { examples: 20_000, retrain: 0.001, tune: 0.0003 },
};

function toPrune(sparsity: number): StageInput {
  return { kind: 'prune', scope: 'global', sparsity };
}

/** Convolutions have two bits more, as far as the paper gives them any. */
function toShare(net: Net, bits: number): StageInput {
  const conv = Math.min(8, bits + 2);
  return { kind: 'cluster', bits: net === 'lenet-5' ? { conv, fc: bits } : { fc: bits }, init: 'linear' };
}

/** Four ways to a small file, each at several strengths: one point of a curve each. */
export const WAYS = ['prune', 'share', 'both', 'svd'] as const;
export type Way = (typeof WAYS)[number];

const LEVELS = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98] as const;
const BITS = [8, 6, 4, 3, 2, 1] as const;
/** As in the paper: first fewer bits, then fewer weights. */
const BOTH = [
  { sparsity: 0.5, bits: 6 },
  { sparsity: 0.8, bits: 5 },
  { sparsity: 0.9, bits: 5 },
  { sparsity: 0.95, bits: 4 },
  { sparsity: 0.97, bits: 3 },
  { sparsity: 0.98, bits: 2 },
] as const;
const RANKS = [80, 40, 20, 10, 5, 3] as const;

export interface WayPoint {
  readonly way: Way;
  /** Names the point: "90 %", "4 bits", "rank 20". */
  readonly sparsity?: number;
  readonly bits?: number;
  readonly rank?: number;
  readonly recipe: RecipeInput;
}

/**
 * Points of the four curves, each with its file coded as far as the lab can. `trains` puts a quick training
 * after every change, SVD's included, which the paper's figure did not have.
 */
export function listWayPoints(net: Net, trains: boolean): readonly WayPoint[] {
  const { examples, retrain, tune } = TRAININGS[net];
  const train = (rate: number) => (trains ? [toTrainStage(1, rate)] : []);
  const make = (...stages: readonly StageInput[]) =>
    fromTrained(net, [...stages, { kind: 'code', coding: 'arithmetic' }], trains ? { examples } : {});
  const share = (bits: number) => [toShare(net, bits), ...train(tune)];
  const prune = (sparsity: number) => [toPrune(sparsity), ...train(retrain)];
  return [
    ...LEVELS.map((sparsity) => ({ way: 'prune', sparsity, recipe: make(...prune(sparsity)) }) as const),
    ...BITS.map((bits) => ({ way: 'share', bits, recipe: make(...share(bits)) }) as const),
    ...BOTH.map(({ sparsity, bits }) => {
      const recipe = make(...prune(sparsity), ...share(bits));
      return { way: 'both', sparsity, bits, recipe } as const;
    }),
    ...RANKS.map((rank) => {
      const recipe: RecipeInput = { ...make(...train(retrain)), start: { kind: 'checkpoint', rank } };
      return { way: 'svd', rank, recipe } as const;
    }),
  ];
}
