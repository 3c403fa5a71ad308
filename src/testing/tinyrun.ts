/**
 * A whole run in milliseconds: a small convolutional net on seeded noise, with everything that a real run
 * has.
 */

import type { HelperPool } from '../core/parallel/pool.ts';
import type { RunEnvironment } from '../core/run/environment.ts';
import { Run } from '../core/run/run.ts';
import { createDataset } from '../data/dataset.ts';
import type { StoredModels } from '../protocol/commands.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { RunSnapshot } from '../protocol/snapshots.ts';
import { parseRecipe } from '../recipe/parse.ts';
import type { Recipe, RecipeInput } from '../recipe/schema.ts';
import type { ModelSpec } from '../spec/model.ts';
import { createTinyData } from './datafiles.ts';

/** Every kind of layer on MNIST-sized images, about 2,000 parameters. */
export const TINY_SPEC: ModelSpec = {
  name: 'tiny',
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    { kind: 'maxPool', size: 4, stride: 4 },
    { kind: 'conv2d', name: 'conv1', filters: 4, kernelSize: 3, padding: 'same', bias: false },
    { kind: 'batchNorm', name: 'bn1' },
    { kind: 'relu' },
    {
      kind: 'residual',
      name: 'block',
      body: [{ kind: 'conv2d', name: 'conv2', filters: 4, kernelSize: 3, padding: 1 }],
      shortcut: [],
    },
    { kind: 'depthwiseConv2d', name: 'depthwise', kernelSize: 3, stride: 2, padding: 'same' },
    { kind: 'averagePool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc1', units: 16 },
    { kind: 'relu' },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'dense', name: 'fc2', units: 10 },
  ],
};

type StageInput = RecipeInput['stages'][number];

export const tinyTrain = (options: Partial<Extract<StageInput, { kind: 'train' }>> = {}): StageInput => ({
  kind: 'train',
  epochs: 2,
  batchSize: 20,
  optimizer: { kind: 'sgd', learningRate: 0.05, momentum: 0.9, weightDecay: 1e-3 },
  ...options,
});

export function tinyRecipe(stages: StageInput[], change: Partial<RecipeInput> = {}): Recipe {
  return parseRecipe({
    version: 1,
    seed: 7,
    dataset: { name: 'mnist' },
    model: { spec: TINY_SPEC },
    stages,
    ...change,
  });
}

/** A quarter of a second at every stage's end would be most of a tiny run. */
export const measureNothing = () => Promise.resolve({ latencyMs: { median: 1, p95: 1, n: 1 } });

export interface TinyRun {
  readonly run: Run;
  readonly events: RunEvent[];
  readonly done: ReturnType<Run['execute']>;
}

/** Starts a run on 96 training and 40 test images. `onEvent` may steer it. */
export function startTinyRun(
  recipe: Recipe,
  options: {
    resumeFrom?: RunSnapshot;
    paused?: boolean;
    models?: StoredModels;
    pool?: HelperPool;
    onEvent?: (event: RunEvent, run: Run) => void;
  } = {},
): TinyRun {
  const events: RunEvent[] = [];
  const { fetchBytes } = createTinyData('mnist', { train: [64, 32], test: [40] });
  const environment: RunEnvironment = {
    dataset: createDataset('mnist', fetchBytes),
    loadCheckpoint: () => Promise.reject(new Error('there is no checkpoint here')),
    loadStored: async (id) => options.models?.[id],
    emit: (event) => {
      events.push(event);
      options.onEvent?.(event, run);
    },
    measure: measureNothing,
    withSnapshots: true,
    ...(options.pool && { pool: options.pool }),
  };
  const run = new Run(1, recipe, environment, {
    ...(options.resumeFrom && { resumeFrom: options.resumeFrom }),
    ...(options.paused && { paused: true }),
  });
  return { run, events, done: run.execute() };
}

/** The one event of a kind that must be there. */
export function findEvent<Kind extends RunEvent['kind']>(
  events: readonly RunEvent[],
  kind: Kind,
): Extract<RunEvent, { kind: Kind }> {
  const event = events.find((each): each is Extract<RunEvent, { kind: Kind }> => each.kind === kind);
  if (event === undefined)
    throw new Error(
      `no ${kind} among ${JSON.stringify(events.map((each) => (each.kind === 'runFailed' ? each.message : each.kind)))}`,
    );
  return event;
}
