/** Layers that change each value by itself, or only their order: `relu`, `dropout`, `flatten`. */
import * as v from 'valibot';
import { number } from '../rules.ts';
import { createSchema, KEPT, type PlainRow, SAME_BITS } from './row.ts';
import { sizeOf } from './shape.ts';

export interface ReluSpec {
  readonly kind: 'relu';
}

/** Sets activations to zero with probability `rate` while training. A train stage may replace the rate. */
export interface DropoutSpec {
  readonly kind: 'dropout';
  readonly rate: number;
}

export interface FlattenSpec {
  readonly kind: 'flatten';
}

export const relu: PlainRow<ReluSpec> = {
  schema: createSchema<ReluSpec>({ kind: v.literal('relu') }),
  trace: (_, input) => ({ output: input }),
  units: { kind: 'kept', ofConstant: (value) => Math.max(0, value) },
  bitsOf: SAME_BITS,
  gain: 2,
  shardImages: 128,
};

export const dropout: PlainRow<DropoutSpec> = {
  schema: createSchema<DropoutSpec>({
    kind: v.literal('dropout'),
    rate: number({ min: 0, below: 1, what: 'the dropout rate' }),
  }),
  trace: (_, input) => ({ output: input }),
  units: KEPT,
  bitsOf: SAME_BITS,
  gain: 'next',
  shardImages: 128,
};

export const flatten: PlainRow<FlattenSpec> = {
  schema: createSchema<FlattenSpec>({ kind: v.literal('flatten') }),
  trace: (_, input) => ({ output: [sizeOf(input)] }),
  units: KEPT,
  bitsOf: SAME_BITS,
  gain: 'next',
  shardImages: 128,
};
