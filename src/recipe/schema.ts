/**
 * An experiment as one plain JSON object, checked here and nowhere else. Pages, links, saved runs, lessons
 * and the command line all produce it; the engine takes nothing but it. Unknown fields are refused, so that a
 * misspelt option is an error and not a silent default.
 *
 * Left out on purpose: anything that does not change the resulting weights (backend, number of workers, how
 * often to report).
 */
import * as v from 'valibot';
import { DATASET_NAMES } from '../spec/datasets.ts';
import { RECIPE_LIMITS } from '../spec/limits.ts';
import { modelSpecSchema } from '../spec/modelschema.ts';
import { choice, classList, integer, number, shown } from '../spec/rules.ts';
import { fileSource, runSource } from '../spec/source.ts';
import { NET_NAMES } from '../spec/zoo.ts';
import { rankSchema } from '../techniques/factorize/stage.ts';
import { type StageOf, stageSchema } from '../techniques/stages.ts';

const datasetSchema = v.strictObject({
  name: choice(DATASET_NAMES, 'the dataset'),
  /** Use only the first so many training images. */
  trainExamples: v.optional(integer({ min: 1, max: 60000, what: 'the number of training images' })),
  /** Cut so many images off the end of the training set and evaluate on them after each epoch. */
  validationExamples: v.optional(integer({ min: 0, max: 30000, what: 'the number of validation images' }), 0),
  /**
   * Classes, counted from 0, of which no training image is used, among these first ones or all: a transfer
   * set without them. Validation and test images stay whole.
   */
  leaveOut: v.optional(classList('the classes that are left out')),
});

const modelSchema = v.union(
  [v.strictObject({ name: choice(NET_NAMES, 'the model') }), v.strictObject({ spec: modelSpecSchema })],
  (issue) => `must be an object with either a name or a spec, got ${shown(issue.input)}`,
);

const startSchema = v.variant(
  'kind',
  [
    v.strictObject({
      kind: v.literal('random'),
      /** The model with so many times the filters and units in each layer but the last. */
      widen: v.optional(number({ min: 1, max: 4, what: 'the factor by which layers are wider' })),
    }),
    v.strictObject({
      /** The lab's own trained weights for the model, from public/models. */
      kind: v.literal('checkpoint'),
      /**
       * As a factorize stage before all others, which is the newer way to say it.
       */
      rank: v.optional(rankSchema),
    }),
    /** A stored model, whose layers are the recipe's model's. */
    runSource,
    fileSource,
  ],
  (issue) => `must be random, checkpoint, run or file, got ${shown(issue.input)}`,
);

export const recipeSchema = v.strictObject({
  version: v.literal(1, (issue) => `must be 1, got ${shown(issue.input)}`),
  seed: integer({ min: 0, max: RECIPE_LIMITS.seed, what: 'the seed' }),
  dataset: datasetSchema,
  model: modelSchema,
  start: v.optional(startSchema, { kind: 'random' as const }),
  stages: v.pipe(
    v.array(stageSchema, (issue) => `must be a list of stages, got ${shown(issue.input)}`),
    v.maxLength(
      RECIPE_LIMITS.stages,
      (issue) => `must have at most ${RECIPE_LIMITS.stages} stages, got ${issue.input.length}`,
    ),
  ),
});

/** A recipe as written: options with a default may be missing. */
export type RecipeInput = v.InferInput<typeof recipeSchema>;
/** A recipe as run: every default filled in. */
export type Recipe = v.InferOutput<typeof recipeSchema>;
export type { Stage } from '../techniques/stages.ts';
export type TrainStage = StageOf<'train'>;
export type PruneStage = StageOf<'prune'>;
export type ClusterStage = StageOf<'cluster'>;
export type OptimizerOptions = TrainStage['optimizer'];
export type LearningRateSchedule = TrainStage['schedule'];
