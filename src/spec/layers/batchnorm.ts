/** Batch normalization of each channel (Ioffe and Szegedy 2015, arXiv 1502.03167). */
import * as v from 'valibot';
import { createSchema, layerName, listTensorsOf, type PlainRow } from './row.ts';

/** Added to the variance, so that a channel that never changes is divided by no zero. */
export const BATCH_NORM_EPSILON = 1e-5;

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
  units: {
    kind: 'scaled',
    ofConstant: (_, value, weightsOf) => {
      const [[scale = 1], [shift = 0], [mean = 0], [variance = 1]] = [
        weightsOf('scale'),
        weightsOf('shift'),
        weightsOf('movingMean'),
        weightsOf('movingVariance'),
      ];
      if (scale === 0) return shift;
      if (value === undefined) return undefined;
      return shift + ((value - mean) * scale) / Math.sqrt(variance + BATCH_NORM_EPSILON);
    },
  },
  gain: 'next',
  shardImages: 32,
};
