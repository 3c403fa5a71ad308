/**
 * The options of a training stage: its optimizer and schedule, what keeps it in check, whom it learns from,
 * and what it prunes on the way.
 */
import * as v from 'valibot';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import { choice, flag, fraction, integer, number, shown } from '../../spec/rules.ts';
import { gradualSchema } from '../gradual/options.ts';
import { lossScaleSchema } from '../lossscale/options.ts';
import { lossFields } from '../lossterms.ts';

const scheduleSchema = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('constant') }),
    v.strictObject({
      kind: v.literal('step'),
      every: integer({ min: 1, max: RECIPE_LIMITS.epochs, what: 'epochs between two steps' }),
      factor: number({ above: 0, max: 1, what: 'the factor at each step' }),
    }),
    v.strictObject({
      kind: v.literal('cosine'),
      finalFraction: v.optional(fraction('the last rate as a fraction of the first'), 0),
      warmupEpochs: v.optional(
        integer({ min: 0, max: RECIPE_LIMITS.epochs, what: 'epochs of linear warm-up' }),
        0,
      ),
    }),
    v.strictObject({
      kind: v.literal('oneCycle'),
      peakAt: v.optional(
        number({ above: 0, below: 1, what: 'the fraction of the stage at which the rate peaks' }),
        0.3,
      ),
      initialFraction: v.optional(
        number({ above: 0, max: 1, what: 'the first rate as a fraction of the peak' }),
        0.04,
      ),
      finalFraction: v.optional(fraction('the last rate as a fraction of the peak'), 0),
    }),
  ],
  (issue) => `must be constant, step, cosine or oneCycle, got ${shown(issue.input)}`,
);

const learningRate = number({ above: 0, max: 100, what: 'the learning rate' });
const weightDecay = v.optional(number({ min: 0, max: 10, what: 'weight decay' }), 0);

const optimizerSchema = v.variant(
  'kind',
  [
    v.strictObject({
      kind: v.literal('sgd'),
      learningRate,
      momentum: v.optional(fraction('momentum'), 0),
      nesterov: v.optional(flag('nesterov'), false),
      weightDecay,
    }),
    v.strictObject({
      kind: v.literal('adam'),
      learningRate,
      beta1: v.optional(fraction('beta1'), 0.9),
      beta2: v.optional(fraction('beta2'), 0.999),
      epsilon: v.optional(number({ above: 0, max: 1, what: 'epsilon' }), 1e-8),
      weightDecay,
    }),
  ],
  (issue) => `must be sgd or adam, got ${shown(issue.input)}`,
);

export const trainFields = {
  epochs: integer({ min: 1, max: RECIPE_LIMITS.epochs, what: 'the number of epochs' }),
  batchSize: integer({ min: 1, max: RECIPE_LIMITS.batchSize, what: 'the batch size' }),
  optimizer: optimizerSchema,
  schedule: v.optional(scheduleSchema, { kind: 'constant' as const }),
  /** Added to the loss over all kernels: strength * sum |w| (l1) or strength / 2 * sum w^2 (l2). */
  regularizer: v.optional(
    v.strictObject({
      kind: choice(['l1', 'l2'], 'the regularizer'),
      strength: number({ min: 0, max: 10, what: 'the strength of the regularizer' }),
    }),
  ),
  /** Replaces the rate of every dropout layer of the model. */
  dropout: v.optional(fraction('the dropout rate')),
  /** Sets each weight of the dense layers to zero with this probability, anew in every step. */
  dropConnect: v.optional(fraction('the DropConnect rate')),
  /** What the labels count in the loss: all where absent, nothing where a hint alone is to teach. */
  labels: v.optional(fraction("the labels' share of the loss")),
  ...lossFields,
  /** Random crop of images padded by `crop` zeros on every side, and random left-right flip. */
  augment: v.optional(
    v.strictObject({
      crop: v.optional(integer({ min: 0, max: 8, what: 'the padding of the random crop' }), 0),
      flip: v.optional(flag('flip'), false),
    }),
  ),
  sparsify: v.optional(gradualSchema),
  lossScale: v.optional(lossScaleSchema),
};
