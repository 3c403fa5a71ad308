/**
 * Pruning while training: what it comes to, where it begins, when the cuts fall, and whether weights may come
 * back.
 */
import * as v from 'valibot';
import { choice, flag, fraction, integer, number, perLayer } from '../../spec/rules.ts';
import { criterionSchema } from '../criteria/options.ts';

export const gradualSchema = v.pipe(
  v.strictObject({
    /** What it comes to; a record gives it by layer, and layers that it does not name are left alone. */
    sparsity: perLayer(fraction('sparsity')),
    from: v.optional(perLayer(fraction('the first sparsity')), 0),
    criterion: v.optional(criterionSchema, { kind: 'magnitude' as const }),
    scope: v.optional(choice(['layer', 'global'], 'the scope'), 'layer'),
    every: v.optional(integer({ min: 1, max: 10000, what: 'the steps between two cuts' }), 50),
    until: v.optional(
      number({ above: 0, max: 1, what: 'the fraction of the stage at which the last cut comes' }),
      0.7,
    ),
    /** Lets pruned weights learn on and come back, until the last cut. */
    splice: v.optional(flag('splice'), false),
  }),
  v.check(
    ({ scope, sparsity, from }) =>
      scope === 'layer' || (typeof sparsity === 'number' && typeof from === 'number'),
    'with scope "global" takes one number for sparsity and one for from',
  ),
);

export type GradualPruning = v.InferOutput<typeof gradualSchema>;
