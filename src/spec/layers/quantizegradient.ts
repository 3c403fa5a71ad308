/**
 * Hands on what it reads, and puts the gradient that comes back on a grid of few values, rounded by chance
 * (DoReFa-Net, Zhou et al. 2016, arXiv 1606.06160, section 2.5). It does nothing outside training.
 */
import * as v from 'valibot';
import { integer } from '../rules.ts';
import { createSchema, KEPT, layerName, type PlainRow, SAME_BITS } from './row.ts';

export interface QuantizeGradientSpec {
  readonly kind: 'quantizeGradient';
  readonly name: string;
  /** From 2 to 8. */
  readonly bits: number;
}

export const quantizeGradient: PlainRow<QuantizeGradientSpec> = {
  schema: createSchema<QuantizeGradientSpec>({
    kind: v.literal('quantizeGradient'),
    name: layerName,
    bits: integer({ min: 2, max: 8, what: 'the bits of a gradient' }),
  }),
  trace: (_, input) => ({ output: input }),
  units: KEPT,
  bitsOf: SAME_BITS,
  gain: 'next',
  shardImages: 128,
};
