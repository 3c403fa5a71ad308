/**
 * Every experiment of the lesson, as recipes. Figures start these, the tool that fills `results.json` runs
 * these, and the tests run these: what the text quotes is what the reader can run.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { MODEL_DATASET, type ModelName } from '../../src/spec/zoo.ts';
import { toDataset } from '../parts/effort.ts';
import type { Settings } from './settings.ts';

export type StageInput = RecipeInput['stages'][number];
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

/** From the trained net: these stages, and nothing more. */
export function toRecipe(model: ModelName, stages: readonly StageInput[]): RecipeInput {
  return {
    version: 1,
    seed: 1,
    dataset: { name: MODEL_DATASET[model] },
    model: { name: model },
    start: { kind: 'checkpoint' },
    stages: [...stages],
  };
}

/** A training on the grid. */
export interface Tuning {
  readonly bits: number;
  /** Of an activation; null leaves them in 32 bits. */
  readonly activations: number | null;
  readonly epochs: number;
}

/** Training images of one epoch: few, so that learnt numbers are seen moving. */
const TUNE_EXAMPLES: Readonly<Record<ModelName, number>> = {
  'lenet-300-100': 10_000,
  'lenet-5': 2_500,
  'resnet-20': 500,
  'vgg-small': 500,
};

/** From the trained net: step sizes that learn (LSQ), bounds that learn (PACT), and training with both. */
export function toTuneRecipe(model: ModelName, { bits, activations, epochs }: Tuning): RecipeInput {
  return {
    ...toRecipe(model, [
      { kind: 'quantize', bits },
      ...(activations === null ? [] : [{ kind: 'quantizeActivations' as const, bits: activations }]),
      {
        kind: 'train',
        epochs,
        batchSize: 50,
        optimizer: { kind: 'adam', learningRate: 0.0005 },
        schedule: { kind: 'cosine' },
      },
    ]),
    dataset: toDataset(model, TUNE_EXAMPLES[model]),
  };
}
