/**
 * The forward pass of batch norm and of the relu after it, which in training batch norm does in its own pass.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { BatchNormSpec } from '../../spec/layers/batchnorm.ts';
import type { ReluSpec } from '../../spec/layers/pointwise.ts';
import { batchNormInfer, batchNormTrain } from './normalize.ts';
import type { Forward, PassedLayer } from './row.ts';

export const forwardBatchNorm: Forward<BatchNormSpec> = (x, { name }, { lookup, training, here, next }) => {
  const [scale, shift] = [lookup(`${name}/scale`), lookup(`${name}/shift`)];
  if (training === undefined)
    return batchNormInfer(x, scale, shift, lookup(`${name}/movingMean`), lookup(`${name}/movingVariance`));
  const { y, mean, variance } = batchNormTrain(x, scale, shift, takesRelu(here, next));
  training.onStatistics(`${name}/movingMean`, tf.keep(mean));
  training.onStatistics(`${name}/movingVariance`, tf.keep(variance));
  return y;
};

export const forwardRelu: Forward<ReluSpec> = (x, _, { training, previous, here }) =>
  training !== undefined && takesRelu(previous, here) ? x : tf.relu(x);

function takesRelu(norm: PassedLayer | undefined, relu: PassedLayer | undefined): boolean {
  return norm?.layer.kind === 'batchNorm' && !norm.isObserved && relu?.layer.kind === 'relu';
}
