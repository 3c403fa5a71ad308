/**
 * Rounds what it reads, and the gradient that comes back, to floats of 16 or 8 bits (Micikevicius et al.
 * 2018, arXiv 1710.03740, section 3; the formats are those of `math/smallfloat.ts`). `fp32` leaves them as
 * they are.
 */
import * as v from 'valibot';
import { SMALL_FLOAT_NAMES, type SmallFloatName } from '../../math/smallfloat.ts';
import { choice } from '../rules.ts';
import { createSchema, layerName, type PlainRow } from './row.ts';

/** A format in which training may hold its values; `fp32` is what everything is computed in. */
export type Precision = SmallFloatName | 'fp32';

export const PRECISIONS: readonly Precision[] = ['fp32', ...SMALL_FLOAT_NAMES];

/** The rule of an option that names a format. */
export const precision = (what: string) => choice(PRECISIONS, what);

export interface SmallFloatSpec {
  readonly kind: 'smallFloat';
  readonly name: string;
  /** Of the values on their way forward. */
  readonly activations: Precision;
  /** Of the gradients on their way back. */
  readonly gradients: Precision;
}

export const smallFloat: PlainRow<SmallFloatSpec> = {
  schema: createSchema<SmallFloatSpec>({
    kind: v.literal('smallFloat'),
    name: layerName,
    activations: precision('the format of activations'),
    gradients: precision('the format of gradients'),
  }),
  trace: (_, input) => ({ output: input }),
  units: { kind: 'kept', ofConstant: (value) => (value === 0 ? 0 : undefined) },
  // Of no grid where they are rounded: the spacing of floats changes with their size.
  bitsOf: ({ activations }, input) => (activations === 'fp32' ? input : undefined),
  gain: 'next',
  shardImages: 128,
};
