/**
 * Trains with tfjs as it ships: the same nets written with its own operations, gradient rules, loss and
 * optimizer, on the backend that is current. None of our kernels or rules may be imported here.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { type LayerSpec, listNested } from '../../../src/spec/layers/table.ts';
import type { ModelSpec } from '../../../src/spec/model.ts';
import { isTrainable } from '../../../src/spec/model.ts';
import { padSide } from '../../../src/spec/shapes.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import type { Task } from '../messages.ts';
import { makeFusedLayer } from './forward.ts';
import { createGraph, runGraph } from './inference.ts';
import { drawModel } from './model.ts';
import { drawTrainingImages, type Running } from './task.ts';

const LEARNING_RATE = 0.001;
const EPSILON = 1e-5;

/** @param device what the current backend runs on */
export function prepareStock(task: Task, device: string): Promise<Running> {
  return task.kind === 'train'
    ? prepareTraining(task, device)
    : runGraph(createGraph(task), task, makeFusedLayer, device);
}

async function prepareTraining(
  { net, batch }: Extract<Task, { kind: 'train' }>,
  device: string,
): Promise<Running> {
  const spec = MODEL_ZOO[net];
  const variables = new Map(
    drawModel(net)
      .tensors.filter(({ role }) => isTrainable(role))
      .map(({ name, values, shape }) => [name, tf.variable(tf.tensor(values, [...shape]))]),
  );
  const { values: pixels, labels } = drawTrainingImages(net, batch);
  const images = tf.tensor4d(pixels, [batch, ...spec.inputShape]);
  const targets = tf.oneHot(tf.tensor1d(labels, 'int32'), spec.classes);
  const optimizer = tf.train.sgd(LEARNING_RATE);
  return {
    device,
    images: batch,
    step: async () => {
      const loss = optimizer.minimize(
        () => tf.losses.softmaxCrossEntropy(targets, predict(spec, variables, images)) as tf.Scalar,
        true,
      ) as tf.Scalar;
      // A loop that shows its loss reads it; on a GPU this is also what waits for the work to be done.
      const [value] = await loss.data();
      loss.dispose();
      if (!Number.isFinite(value)) throw new Error(`the loss became ${value}`);
      return value;
    },
    dispose: () => tf.dispose([images, targets, ...variables.values()]),
  };
}

/** Logits, with the batch's statistics in batch norm. */
function predict(
  spec: ModelSpec,
  variables: ReadonlyMap<string, tf.Variable>,
  images: tf.Tensor4D,
): tf.Tensor2D {
  const read = (name: string) => variables.get(name) as tf.Tensor;
  const withBias = (layer: { name: string; bias?: boolean }, x: tf.Tensor) =>
    layer.bias === false ? x : tf.add(x, read(`${layer.name}/bias`));
  const walk = (layers: readonly LayerSpec[], input: tf.Tensor): tf.Tensor => layers.reduce(apply, input);
  const apply = (x: tf.Tensor, layer: LayerSpec): tf.Tensor => {
    switch (layer.kind) {
      case 'relu':
        return tf.relu(x);
      case 'dropout':
        return x;
      case 'flatten':
        return tf.reshape(x, [x.shape[0] as number, -1]);
      case 'globalAveragePool':
        return tf.mean(x, [1, 2]);
      case 'maxPool':
        return tf.maxPool(x as tf.Tensor4D, layer.size, layer.stride, layer.padding ?? 'valid');
      case 'dense':
        return withBias(layer, tf.matMul(x as tf.Tensor2D, read(`${layer.name}/kernel`) as tf.Tensor2D));
      case 'conv2d': {
        const { kernelSize, stride = 1, padding = 'valid' } = layer;
        const filter = read(`${layer.name}/kernel`) as tf.Tensor4D;
        const pad = typeof padding === 'number' ? toPad(x, kernelSize, stride, padding) : padding;
        return withBias(layer, tf.conv2d(x as tf.Tensor4D, filter, stride, pad));
      }
      case 'batchNorm': {
        const axes = x.shape.map((_, axis) => axis).slice(0, -1);
        const { mean, variance } = tf.moments(x, axes);
        const [shift, scale] = ['shift', 'scale'].map((role) => read(`${layer.name}/${role}`) as tf.Tensor1D);
        return tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D, shift, scale, EPSILON);
      }
      case 'residual':
        return listNested(layer)
          .map(({ layers }) => walk(layers, x))
          .reduce((sum, each) => tf.add(sum, each));
      default:
        throw new Error(`the bench cannot train a ${layer.kind} with tfjs`);
    }
  };
  return walk(spec.layers, images) as tf.Tensor2D;
}

function toPad(
  x: tf.Tensor,
  kernel: number,
  stride: number,
  padding: number,
): tf.backend_util.ExplicitPadding {
  const side = (axis: number): [number, number] => {
    const { before, after } = padSide(x.shape[axis] as number, kernel, stride, padding);
    return [before, after];
  };
  return [[0, 0], side(1), side(2), [0, 0]];
}
