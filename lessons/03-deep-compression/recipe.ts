/**
 * Every experiment of the lesson, as recipes. Figures start these, `npm run lesson-results` runs these, and
 * the tests run these: what the text quotes is what the reader can run. The stages are those of the named
 * recipes; the controls bend them.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { NAMED, type Net, type Pace } from './named.ts';

type StageInput = RecipeInput['stages'][number];
type ClusterInput = Extract<StageInput, { kind: 'cluster' }>;

/** Of both nets. */
const LARGEST = 'fc1';
/** What the control of a net without convolutions stands at, unseen: the paper's bits. */
const NO_CONV_BITS = 8;

/** What the reader sets: how much goes, and how many bits a code has. */
export interface Settings {
  readonly model: Net;
  /**
   * Fraction of the weights of fc1, the largest layer of both nets, that go; the other layers keep more, in
   * proportion.
   */
  readonly sparsity: number;
  readonly convBits: number;
  readonly fcBits: number;
}

/** The settings that the named recipes of a net have. */
export function toDefaults(net: Net): Settings {
  const { levels, cluster } = NAMED[net].quick;
  const { bits } = cluster;
  return {
    model: net,
    sparsity: levels[LARGEST]!,
    convBits: typeof bits === 'number' ? NO_CONV_BITS : bits.conv!,
    fcBits: typeof bits === 'number' ? bits : bits.fc!,
  };
}

export const DEFAULTS: Settings = toDefaults('lenet-300-100');

/** Every layer keeps so many times more or less than in the named recipe, as far as it has weights. */
function toPrune({ model, sparsity }: Pick<Settings, 'model' | 'sparsity'>, pace: Pace): StageInput {
  const { prune, levels } = NAMED[model][pace];
  const times = (1 - sparsity) / (1 - levels[LARGEST]!);
  const bend = (level: number) => Number(Math.max(0, 1 - (1 - level) * times).toFixed(6));
  return {
    ...prune,
    sparsity: Object.fromEntries(Object.entries(levels).map(([layer, level]) => [layer, bend(level)])),
  };
}

function toShare({ model, convBits, fcBits }: Omit<Settings, 'sparsity'>, pace: Pace): StageInput {
  const { cluster } = NAMED[model][pace];
  const bits: ClusterInput['bits'] =
    typeof cluster.bits === 'number' ? fcBits : { ...cluster.bits, conv: convBits, fc: fcBits };
  return { ...cluster, bits };
}

/** The coding of the named recipe, and then a better one. */
function toCodes(net: Net, pace: Pace): readonly StageInput[] {
  const { code } = NAMED[net][pace];
  return [code, { ...code, coding: 'arithmetic' }];
}

/** The trained net as it is. */
export function toDenseRecipe(net: Net): RecipeInput {
  return { ...NAMED[net].quick.recipe, stages: [] };
}

/** All stages: cut, retrain, share, tune the shared values, Huffman codes, arithmetic codes. */
export function toPipelineRecipe(settings: Settings, pace: Pace): RecipeInput {
  const { recipe, retrain, tune } = NAMED[settings.model][pace];
  return {
    ...recipe,
    stages: [
      toPrune(settings, pace),
      retrain,
      toShare(settings, pace),
      tune,
      ...toCodes(settings.model, pace),
    ],
  };
}

/** The same without any training: what a slider can wait for. */
export function toDraftRecipe(settings: Settings): RecipeInput {
  return {
    ...NAMED[settings.model].quick.recipe,
    stages: [toPrune(settings, 'quick'), toShare(settings, 'quick'), ...toCodes(settings.model, 'quick')],
  };
}

/**
 * Stages of the picture, with how many of the pipeline's stages each has behind it, and how many of the
 * draft's. A stage stands in the picture from its first own stage on: the cut file is there before it is
 * retrained.
 */
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

/** What the exercises ask for, and answers that a test holds to it. */
export const TASKS = { small: { bytes: 16_000, moreWrong: 30 } } as const;
export const ANSWERS = {
  small: { ...DEFAULTS, sparsity: 0.94, fcBits: 4 },
  bitmap: { ...DEFAULTS, sparsity: 0.6 },
} as const satisfies Readonly<Record<string, Settings>>;
