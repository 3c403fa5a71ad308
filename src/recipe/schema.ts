/**
 * What is an experiment? One plain JSON object, checked here and nowhere else. Pages, links, saved runs, lessons and
 * the command line all produce it; the engine takes nothing but it. Unknown fields are refused, so that a
 * misspelt option is an error and not a silent default.
 *
 * Left out on purpose: anything that does not change the resulting weights (backend, number of workers, how often to report).
 */
import * as v from 'valibot';
import { DATASET_NAMES } from '../spec/datasets.ts';
import { MODEL_LIMITS } from '../spec/layers/limits.ts';
import { RECIPE_LIMITS } from '../spec/limits.ts';
import { modelSpecSchema } from '../spec/modelschema.ts';
import { choice, flag, fraction, integer, name, number, perLayer, shown } from '../spec/rules.ts';
import { MODEL_NAMES } from '../spec/zoo.ts';
import { fileSource, runSource } from './source.ts';
import { criterionSchema, trainFields, trainSchema } from './trainschema.ts';

/** Where the centroids of a cluster stage begin: see `math/kmeans.ts`. */
export const CLUSTER_STARTS = ['linear', 'density', 'forgy', 'optimal'] as const;

const layerNames = v.array(
  name('a layer name'),
  (issue) => `must be a list of layer names, got ${shown(issue.input)}`,
);

const pruneFields = {
  criterion: v.optional(criterionSchema, { kind: 'magnitude' as const }),
  scope: v.optional(choice(['layer', 'global'], 'the scope'), 'layer'),
  /** Fraction of all weights in scope that are zero afterwards; a record gives it by layer. */
  sparsity: v.optional(perLayer(fraction('sparsity'))),
  /** Threshold as a multiple of the layer's standard deviation (Han et al. 2015, section 3.1). */
  qualityFactor: v.optional(perLayer(number({ min: 0, max: 100, what: 'the quality factor' }))),
  /** Threshold on |w| itself. */
  threshold: v.optional(perLayer(number({ min: 0, max: 1e6, what: 'the threshold' }))),
  /** Layers to leave alone. */
  except: v.optional(layerNames),
  /** Then also takes away units that no answer depends on: see `core/prune/sweep.ts`. */
  sweep: v.optional(flag('sweep')),
  schedule: v.optional(
    v.variant(
      'kind',
      [
        v.strictObject({ kind: v.literal('once') }),
        v.strictObject({
          kind: v.literal('iterative'),
          rounds: integer({ min: 1, max: RECIPE_LIMITS.rounds, what: 'the number of rounds' }),
          /** Training after each round. */
          retrain: v.strictObject(trainFields),
        }),
      ],
      (issue) => `must be once or iterative, got ${shown(issue.input)}`,
    ),
    { kind: 'once' as const },
  ),
};

const pruneSchema = v.pipe(
  v.strictObject({ kind: v.literal('prune'), ...pruneFields }),
  v.check(
    (stage) =>
      [stage.sparsity, stage.qualityFactor, stage.threshold].filter((each) => each !== undefined).length ===
      1,
    'needs exactly one of sparsity, qualityFactor and threshold',
  ),
  v.check(
    (stage) =>
      stage.scope === 'layer' || typeof stage.sparsity === 'number' || typeof stage.threshold === 'number',
    'with scope "global" takes one number for sparsity or threshold',
  ),
  v.check(
    (stage) => stage.criterion.kind === 'magnitude' || stage.sparsity !== undefined,
    'needs sparsity where the criterion is not magnitude: a threshold compares weights',
  ),
  v.check(
    (stage) => stage.schedule.kind === 'once' || stage.sparsity !== undefined,
    'with an iterative schedule needs sparsity',
  ),
);

const clusterSchema = v.strictObject({
  kind: v.literal('cluster'),
  /**
   * Each kernel gets at most 2^bits different values. A record gives bits by layer or by kind: `conv`, `fc`, and `bias` for all
   * biases, which are left alone otherwise; kernels without bits are left alone.
   */
  bits: perLayer(integer({ min: 1, max: RECIPE_LIMITS.clusterBits, what: 'the bits of a code' })),
  init: v.optional(choice(CLUSTER_STARTS, 'where centroids begin'), 'linear'),
  /**
   * What a bit of code costs, in mean squares of the tensor's weights: rare centroids are given up. Free where absent. See
   * `math/entropyclusters.ts`.
   */
  bitPrice: v.optional(number({ min: 0, max: 1, what: 'the price of a bit' })),
  /** Layers to leave alone. */
  except: v.optional(layerNames),
});

/** How the file is written from here on; raw before. */
const codeSchema = v.strictObject({
  kind: v.literal('code'),
  coding: choice(['raw', 'huffman', 'arithmetic'], 'the coding'),
  /**
   * Rounds every value to so many leading bits of its float32, to the nearest: biases, batch norm, centroids, and whatever
   * weights are not shared. 16 is bfloat16; 32, which changes nothing, unless given.
   */
  valueBits: v.optional(integer({ min: 10, max: 32, what: 'the bits of a value' }), 32),
});

const stageSchema = v.variant(
  'kind',
  [trainSchema, pruneSchema, clusterSchema, codeSchema],
  (issue) => `must be train, prune, cluster or code, got ${shown(issue.input)}`,
);

const datasetSchema = v.strictObject({
  name: choice(DATASET_NAMES, 'the dataset'),
  /** Use only the first so many training images. */
  trainExamples: v.optional(integer({ min: 1, max: 60000, what: 'the number of training images' })),
  /** Cut so many images off the end of the training set and evaluate on them after each epoch. */
  validationExamples: v.optional(integer({ min: 0, max: 30000, what: 'the number of validation images' }), 0),
});

const modelSchema = v.union(
  [v.strictObject({ name: choice(MODEL_NAMES, 'the model') }), v.strictObject({ spec: modelSpecSchema })],
  (issue) => `must be an object with either a name or a spec, got ${shown(issue.input)}`,
);

const startSchema = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('random') }),
    v.strictObject({
      /** The lab's own trained weights for the model, from public/models. */
      kind: v.literal('checkpoint'),
      /**
       * Replaces each dense layer by the two of the best product of this rank, where that has fewer weights; a record gives it by
       * layer. See `factorize.ts`.
       */
      rank: v.optional(perLayer(integer({ min: 1, max: MODEL_LIMITS.units, what: 'the rank' }))),
    }),
    /** A stored model, whose layers are the recipe's model's. */
    runSource,
    fileSource,
  ],
  (issue) => `must be random, checkpoint, run or file, got ${shown(issue.input)}`,
);

export const recipeSchema = v.strictObject({
  version: v.literal(1, (issue) => `must be 1, got ${shown(issue.input)}`),
  seed: integer({ min: 0, max: 4294967295, what: 'the seed' }),
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
export type Stage = Recipe['stages'][number];
export type TrainStage = Extract<Stage, { kind: 'train' }>;
export type PruneStage = Extract<Stage, { kind: 'prune' }>;
export type ClusterStage = Extract<Stage, { kind: 'cluster' }>;
export type Distillation = NonNullable<TrainStage['distil']>;
export type OptimizerOptions = TrainStage['optimizer'];
export type LearningRateSchedule = TrainStage['schedule'];
