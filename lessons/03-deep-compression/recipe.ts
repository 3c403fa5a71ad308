/**
 * Every experiment of the lesson, as recipes. Figures start these, `npm run lesson-results` runs these, and the tests run
 * these: what the text quotes is what the reader can run.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { toDataset } from '../parts/effort.ts';

type StageInput = RecipeInput['stages'][number];
type TrainInput = Extract<StageInput, { kind: 'train' }>;

const SEED = 1;

/** The nets of the paper's first two tables, and of this lesson. */
export const NETS = ['lenet-300-100', 'lenet-5'] as const;
export type Net = (typeof NETS)[number];

/** What the reader sets: how much goes, and how many bits a code has. */
export interface Settings {
  readonly net: Net;
  /** Fraction of all weights that go. */
  readonly sparsity: number;
  readonly convBits: number;
  readonly fcBits: number;
}

export const DEFAULTS: Settings = { net: 'lenet-300-100', sparsity: 0.92, convBits: 8, fcBits: 5 };

/** How much training the four stages get. */
export const PACES = ['quick', 'thorough'] as const;
export type Pace = (typeof PACES)[number];

/** Training images and epochs, of each of the two trainings: the quick pace takes under a minute on two cores. */
export const TRAININGS: Readonly<Record<Net, Readonly<Record<Pace, { examples: number; epochs: number }>>>> =
  {
    'lenet-300-100': { quick: { examples: 60_000, epochs: 1 }, thorough: { examples: 60_000, epochs: 6 } },
    'lenet-5': { quick: { examples: 20_000, epochs: 1 }, thorough: { examples: 60_000, epochs: 4 } },
  };

/** Learning rates: of the weights that are left, and then of the shared values. */
const RATES: Readonly<Record<Net, { readonly retrain: number; readonly tune: number }>> = {
  'lenet-300-100': { retrain: 0.003, tune: 0.0005 },
  'lenet-5': { retrain: 0.001, tune: 0.0003 },
};

function toTrainStage(net: Net, pace: Pace, learningRate: number): TrainInput {
  return {
    kind: 'train',
    epochs: TRAININGS[net][pace].epochs,
    batchSize: 100,
    optimizer: { kind: 'adam', learningRate },
    schedule: { kind: 'cosine' },
  };
}

const CODE: readonly StageInput[] = [
  { kind: 'code', coding: 'huffman' },
  { kind: 'code', coding: 'arithmetic' },
];

function toPrune(sparsity: number): StageInput {
  return { kind: 'prune', scope: 'global', sparsity };
}

function toShare({ net, convBits, fcBits }: Omit<Settings, 'sparsity'>): StageInput {
  return {
    kind: 'cluster',
    bits: net === 'lenet-5' ? { conv: convBits, fc: fcBits } : { fc: fcBits },
    init: 'linear',
  };
}

function toRecipe(net: Net, pace: Pace, stages: readonly StageInput[]): RecipeInput {
  return {
    version: 1,
    seed: SEED,
    dataset: toDataset(net, TRAININGS[net][pace].examples),
    model: { name: net },
    start: { kind: 'checkpoint' },
    stages: [...stages],
  };
}

/** The trained net as it is. */
export function toDenseRecipe(net: Net): RecipeInput {
  return toRecipe(net, 'thorough', []);
}

/** All stages: cut, retrain, share, tune the shared values, Huffman codes, arithmetic codes. */
export function toPipelineRecipe(settings: Settings, pace: Pace): RecipeInput {
  const { net, sparsity } = settings;
  return toRecipe(net, pace, [
    toPrune(sparsity),
    toTrainStage(net, pace, RATES[net].retrain),
    toShare(settings),
    toTrainStage(net, pace, RATES[net].tune),
    ...CODE,
  ]);
}

/** The same without any training: what a slider can wait for. */
export function toDraftRecipe(settings: Settings): RecipeInput {
  return toRecipe(settings.net, 'thorough', [toPrune(settings.sparsity), toShare(settings), ...CODE]);
}

/** Stages of the picture, with how many of the pipeline's stages each has behind it, and how many of the draft's. */
export const STAGE_ENDS = {
  pruned: { pipeline: 2, draft: 1 },
  shared: { pipeline: 4, draft: 2 },
  huffman: { pipeline: 5, draft: 3 },
  arithmetic: { pipeline: 6, draft: 4 },
} as const;
export type StageName = keyof typeof STAGE_ENDS;
export const STAGE_NAMES = Object.keys(STAGE_ENDS) as readonly StageName[];

/** The pipeline up to a stage of the picture. */
export function toPartialRecipe(settings: Settings, pace: Pace, stage: StageName): RecipeInput {
  const recipe = toPipelineRecipe(settings, pace);
  return { ...recipe, stages: recipe.stages.slice(0, STAGE_ENDS[stage].pipeline) };
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
 * Points of the four curves, each with its file coded as far as the lab can. `trains` puts a quick training after every change,
 * SVD's included, which the paper's figure did not have.
 */
export function listWayPoints(net: Net, trains: boolean): readonly WayPoint[] {
  const train = (rate: 'retrain' | 'tune') => (trains ? [toTrainStage(net, 'quick', RATES[net][rate])] : []);
  const code: StageInput = { kind: 'code', coding: 'arithmetic' };
  const make = (stages: readonly StageInput[], start: RecipeInput['start'] = { kind: 'checkpoint' }) => ({
    ...toRecipe(net, 'quick', [...stages, code]),
    start,
    ...(trains ? {} : { dataset: toDataset(net, Number.POSITIVE_INFINITY) }),
  });
  const share = (bits: number) => toShare({ net, convBits: Math.min(8, bits + 2), fcBits: bits });
  return [
    ...LEVELS.map(
      (sparsity): WayPoint => ({
        way: 'prune',
        sparsity,
        recipe: make([toPrune(sparsity), ...train('retrain')]),
      }),
    ),
    ...BITS.map((bits): WayPoint => ({ way: 'share', bits, recipe: make([share(bits), ...train('tune')]) })),
    ...BOTH.map(
      ({ sparsity, bits }): WayPoint => ({
        way: 'both',
        sparsity,
        bits,
        recipe: make([toPrune(sparsity), ...train('retrain'), share(bits), ...train('tune')]),
      }),
    ),
    ...RANKS.map(
      (rank): WayPoint => ({
        way: 'svd',
        rank,
        recipe: make(train('retrain'), { kind: 'checkpoint', rank }),
      }),
    ),
  ];
}

/** What the exercises ask for, and answers that a test holds to it. */
export const TASKS = { small: { bytes: 16_000, moreWrong: 30 } } as const;
export const ANSWERS = {
  small: { ...DEFAULTS, sparsity: 0.94, fcBits: 4 },
  bitmap: { ...DEFAULTS, sparsity: 0.6 },
} as const satisfies Readonly<Record<string, Settings>>;
