/** Pooling: the largest value or the mean of each window, or the mean of the whole image. */
import * as v from 'valibot';
import { choice, integer } from '../rules.ts';
import { createSchema, KEPT, type PlainRow, SAME_BITS } from './row.ts';
import { slideWindows, toImage } from './shape.ts';

/** Padding never counts: a window that reaches over the edge takes what lies inside. */
interface Windows {
  readonly size: number;
  readonly stride: number;
  readonly padding?: 'same' | 'valid';
}

export interface MaxPoolSpec extends Windows {
  readonly kind: 'maxPool';
}

export interface AveragePoolSpec extends Windows {
  readonly kind: 'averagePool';
}

export interface GlobalAveragePoolSpec {
  readonly kind: 'globalAveragePool';
}

const fields = {
  size: integer({ min: 1, max: 64, what: 'the pool size' }),
  stride: integer({ min: 1, max: 64, what: 'the pool stride' }),
  padding: v.optional(choice(['same', 'valid'], 'padding')),
};

const windows: Omit<PlainRow<Windows>, 'schema'> = {
  trace: ({ size, stride, padding = 'valid' }, input, { path }) => ({
    output: slideWindows(input, { size, stride, padding }, toImage(input, path)[2], path),
  }),
  units: KEPT,
  gain: 'next',
  shardImages: 128,
};

export const maxPool: PlainRow<MaxPoolSpec> = {
  ...windows,
  schema: createSchema<MaxPoolSpec>({ kind: v.literal('maxPool'), ...fields }),
  bitsOf: SAME_BITS,
};

export const averagePool: PlainRow<AveragePoolSpec> = {
  ...windows,
  schema: createSchema<AveragePoolSpec>({ kind: v.literal('averagePool'), ...fields }),
};

export const globalAveragePool: PlainRow<GlobalAveragePoolSpec> = {
  schema: createSchema<GlobalAveragePoolSpec>({ kind: v.literal('globalAveragePool') }),
  trace: (_, input, { path }) => ({ output: [toImage(input, path)[2]] }),
  units: KEPT,
  gain: 'next',
  shardImages: 128,
};
