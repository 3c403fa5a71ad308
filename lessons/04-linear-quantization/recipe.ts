/**
 * Every experiment of the lesson, as recipes. Figures start these, the tool that fills `results.json` runs
 * these, and the tests run these: what the text quotes is what the reader can run.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import { fromTrained, type StageInput, toTrainStage } from '../parts/recipes.ts';
import type { Settings } from './settings.ts';

export type QuantizeInput = Extract<StageInput, { kind: 'quantize' }>;

/**
 * The grid of the opening question: from the least to the largest weight of each layer, zero in the middle.
 */
export function toPlainStage(
  bits: QuantizeInput['bits'],
  per: Settings['per'] = 'tensor',
  steps: Settings['rule'] = 'extent',
): QuantizeInput {
  return { kind: 'quantize', bits, steps, per };
}

/** The reader's grid as a stage. */
export function toStage({ bits, rule, deviations, scheme, per }: Settings): QuantizeInput {
  return { kind: 'quantize', bits, steps: rule, scheme, per, ...(rule === 'deviations' && { deviations }) };
}

/** The ways to train on a grid that the lesson runs. */
export const WAYS = ['pact', 'dorefa'] as const;
export type Way = (typeof WAYS)[number];

/** A training on the grid. */
export interface Tuning {
  readonly bits: number;
  /** Of an activation; null leaves them in 32 bits. */
  readonly activations: number | null;
  readonly epochs: number;
  readonly way?: Way;
}

type ToStage = (bits: number) => StageInput;

/** Activations between 0 and 1, as DoReFa and WRPN have them. */
const toUnitActivations: ToStage = (bits) => ({ kind: 'quantizeActivations', bits, ranges: 'unit' });

/** Step sizes that learn (LSQ) and bounds that learn (PACT), or ranges that are fixed (DoReFa). */
const WAY_STAGES: { readonly [Name in Way]: { readonly weights: ToStage; readonly activations: ToStage } } = {
  pact: {
    weights: (bits) => ({ kind: 'quantize', bits }),
    activations: (bits) => ({ kind: 'quantizeActivations', bits }),
  },
  dorefa: { weights: (weights) => ({ kind: 'doReFa', weights }), activations: toUnitActivations },
};

/** Training images of one epoch: few, so that learnt numbers are seen moving. */
const TUNE_EXAMPLES: Readonly<Record<ModelName, number>> = {
  'lenet-300-100': 10_000,
  'lenet-5': 2_500,
  'resnet-20': 500,
  'vgg-small': 500,
};

/** From the trained net: one of the ways, and training with its grids in place. */
export function toTuneRecipe(
  model: ModelName,
  { bits, activations, epochs, way = 'pact' }: Tuning,
): RecipeInput {
  const stages = WAY_STAGES[way];
  return fromTrained(
    model,
    [
      stages.weights(bits),
      ...(activations === null ? [] : [stages.activations(activations)]),
      { ...toTrainStage(epochs, 0.0005), batchSize: 50 },
    ],
    { examples: TUNE_EXAMPLES[model] },
  );
}

/**
 * WRPN, for the bench: layers twice as wide, from random weights, since those of a trained net lie so close
 * to zero that few bits from -1 to 1 would make them all zero. Takes hours.
 */
export const WRPN_RECIPE: RecipeInput = {
  ...fromTrained('vgg-small', [
    { kind: 'quantize', bits: 4, steps: 'unit' },
    toUnitActivations(4),
    toTrainStage(20, 0.001),
  ]),
  start: { kind: 'random', widen: 2 },
};
