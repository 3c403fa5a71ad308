/**
 * From images to logits: the one place where a layer spec becomes tensor operations. Training and inference differ only in
 * what the mode supplies: dropout masks, and batch statistics instead of moving averages.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Conv2dSpec, DepthwiseConv2dSpec, LayerSpec, ModelSpec, PoolSpec } from '../../spec/model.ts';
import { padSide } from '../../spec/shapes.ts';
import { batchNormInfer, batchNormTrain } from './batchnorm.ts';

/** Effective tensors by name. */
export type TensorLookup = (name: string) => tf.Tensor;

export interface TrainingMode {
  /** 1 / (1 - rate) where a unit survives, 0 where it is dropped; null for rate 0. `index` counts the dropout layers. */
  dropout(index: number, rate: number, shape: number[]): tf.Tensor | null;
  /** Receives each batch-norm layer's batch statistics and owns them from then on. */
  onStatistics(layer: string, mean: tf.Tensor, variance: tf.Tensor): void;
}

/**
 * @param images [batch, height, width, channels], normalised
 * @param training absent for inference
 * @returns logits [batch, classes]; call inside tf.tidy
 */
export function runForward(
  spec: ModelSpec,
  lookup: TensorLookup,
  images: tf.Tensor4D,
  training?: TrainingMode,
): tf.Tensor2D {
  let dropouts = 0;
  const run = (layers: readonly LayerSpec[], input: tf.Tensor): tf.Tensor =>
    layers.reduce((x, layer, index) => runLayer(x, layer, layers[index + 1], layers[index - 1]), input);

  const runLayer = (x: tf.Tensor, layer: LayerSpec, next?: LayerSpec, previous?: LayerSpec): tf.Tensor => {
    switch (layer.kind) {
      case 'relu':
        // In training batch norm has done it in its own pass.
        return training !== undefined && previous?.kind === 'batchNorm' ? x : tf.relu(x);
      case 'flatten':
        return tf.reshape(x, [x.shape[0]!, -1]);
      case 'globalAveragePool':
        return tf.mean(tf.reshape(x, [x.shape[0]!, -1, x.shape[3]!]), 1);
      case 'dropout': {
        const mask = training?.dropout(dropouts++, layer.rate, x.shape) ?? null;
        return mask === null ? x : tf.mul(x, mask);
      }
      case 'maxPool':
      case 'averagePool':
        return runPool(layer, x as tf.Tensor4D);
      case 'conv2d':
      case 'depthwiseConv2d':
        return addBias(layer, runConv(layer, x as tf.Tensor4D, lookup(`${layer.name}/kernel`)), lookup);
      case 'dense':
        return addBias(
          layer,
          tf.matMul(x as tf.Tensor2D, lookup(`${layer.name}/kernel`) as tf.Tensor2D),
          lookup,
        );
      case 'batchNorm': {
        const [scale, shift] = [lookup(`${layer.name}/scale`), lookup(`${layer.name}/shift`)];
        if (training === undefined) {
          return batchNormInfer(
            x,
            scale,
            shift,
            lookup(`${layer.name}/movingMean`),
            lookup(`${layer.name}/movingVariance`),
          );
        }
        const { y, mean, variance } = batchNormTrain(x, scale, shift, next?.kind === 'relu');
        training.onStatistics(layer.name, tf.keep(mean), tf.keep(variance));
        return y;
      }
      case 'residual':
        return tf.add(run(layer.body, x), run(layer.shortcut, x));
    }
  };
  return run(spec.layers, images) as tf.Tensor2D;
}

function runPool({ kind, size, stride, padding = 'valid' }: PoolSpec, x: tf.Tensor4D): tf.Tensor {
  return kind === 'maxPool' ? tf.maxPool(x, size, stride, padding) : tf.avgPool(x, size, stride, padding);
}

function runConv(layer: Conv2dSpec | DepthwiseConv2dSpec, x: tf.Tensor4D, kernel: tf.Tensor): tf.Tensor {
  const { kernelSize, stride = 1, padding = 'valid' } = layer;
  const pad = typeof padding === 'number' ? explicitPadding(x, kernelSize, stride, padding) : padding;
  return layer.kind === 'conv2d'
    ? tf.conv2d(x, kernel as tf.Tensor4D, stride, pad)
    : tf.depthwiseConv2d(x, kernel as tf.Tensor4D, stride, pad);
}

/** tfjs wants the padding of each side; sides that the stride never reaches are left out, as padSide counts them. */
function explicitPadding(
  x: tf.Tensor4D,
  kernel: number,
  stride: number,
  padding: number,
): tf.backend_util.ExplicitPadding {
  const [rows, columns] = [
    padSide(x.shape[1], kernel, stride, padding),
    padSide(x.shape[2], kernel, stride, padding),
  ];
  return [
    [0, 0],
    [rows.before, rows.after],
    [columns.before, columns.after],
    [0, 0],
  ];
}

function addBias(layer: { name: string; bias?: boolean }, x: tf.Tensor, lookup: TensorLookup): tf.Tensor {
  return layer.bias === false ? x : tf.add(x, lookup(`${layer.name}/bias`));
}
