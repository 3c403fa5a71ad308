/** Batch normalization of each channel (Ioffe and Szegedy 2015, arXiv 1502.03167). */
import * as v from 'valibot';
import { createSchema, layerName, listTensorsOf, type PlainRow } from './row.ts';

export interface BatchNormSpec {
  readonly kind: 'batchNorm';
  readonly name: string;
}

export const batchNorm: PlainRow<BatchNormSpec> = {
  schema: createSchema<BatchNormSpec>({ kind: v.literal('batchNorm'), name: layerName }),
  trace: ({ name }, input) => {
    const channels = input.at(-1) ?? 0;
    const tensors = listTensorsOf(name, channels, [
      ['scale', [channels]],
      ['shift', [channels]],
      ['movingMean', [channels]],
      ['movingVariance', [channels]],
    ]);
    return { output: input, tensors };
  },
  units: { kind: 'scaled' },
  gain: 'next',
  shardImages: 32,
};
