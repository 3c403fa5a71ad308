/**
 * What most experiments of the lessons begin with: the lab's trained net, and a short training of what is
 * left.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import { toDataset } from './effort.ts';

export type StageInput = RecipeInput['stages'][number];
export type TrainInput = Extract<StageInput, { kind: 'train' }>;

export interface FromTrainedOptions {
  readonly seed?: number;
  /** Training images; all without it. */
  readonly examples?: number;
}

/** From the trained net: these stages, and nothing more. */
export function fromTrained(
  model: ModelName,
  stages: readonly StageInput[],
  { seed = 1, examples = Number.POSITIVE_INFINITY }: FromTrainedOptions = {},
): RecipeInput {
  return {
    version: 1,
    seed,
    dataset: toDataset(model, examples),
    model: { name: model },
    start: { kind: 'checkpoint' },
    stages: [...stages],
  };
}

/** Training whose rate falls to zero, so that the last steps settle. */
export function toTrainStage(epochs: number, learningRate: number): TrainInput {
  return {
    kind: 'train',
    epochs,
    batchSize: 100,
    optimizer: { kind: 'adam', learningRate },
    schedule: { kind: 'cosine' },
  };
}
