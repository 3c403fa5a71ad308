/**
 * Puts what it reads, and the gradient that comes back, on one grid of 16-bit fixed point: whole numbers of
 * 16 bits times 2^-fraction (Gupta et al. 2015, arXiv 1502.02551, section 3). In training it rounds to the
 * nearest number or by chance; outside it, to the nearest.
 */
import * as v from 'valibot';
import { choice, integer } from '../rules.ts';
import { createSchema, layerName, type PlainRow } from './row.ts';

/** Bits of every number. */
export const WORD_BITS = 16;

export const FIXED_ROUNDINGS = ['stochastic', 'nearest'] as const;

/** A grid of 16-bit fixed point, and how values come onto it in training. */
export interface FixedPoint {
  /** Bits after the point, from 1 to 15; the others, with the sign, stand before it. */
  readonly fraction: number;
  readonly rounding: (typeof FIXED_ROUNDINGS)[number];
}

export interface FixedPointSpec extends FixedPoint {
  readonly kind: 'fixedPoint';
  readonly name: string;
}

/** The entries of a grid of fixed point in a schema. */
export const fixedPointEntries = {
  fraction: integer({ min: 1, max: WORD_BITS - 1, what: 'the bits after the point' }),
  rounding: choice(FIXED_ROUNDINGS, 'the rounding'),
};

export const fixedPoint: PlainRow<FixedPointSpec> = {
  schema: createSchema<FixedPointSpec>({
    kind: v.literal('fixedPoint'),
    name: layerName,
    ...fixedPointEntries,
  }),
  trace: (_, input) => ({ output: input }),
  units: { kind: 'kept', ofConstant: (value) => (value === 0 ? 0 : undefined) },
  bitsOf: () => WORD_BITS,
  gain: 'next',
  shardImages: 128,
};
