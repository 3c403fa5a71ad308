/**
 * Weights on even grids (`techniques/quantize`). The gradient passes to the latent weights that lie inside
 * their grid's range (the straight-through estimator). A step that learns, with r = v / s, gets the slope
 * round(r) - r of each weight inside and the end of the range of each outside, scaled by 1 / sqrt(N Qp)
 * (Esser et al. 2020, LSQ, arXiv 1902.08153, equations 3 and 5, section 2.2). Rounding may be by chance in
 * training (Gupta et al. 2015, arXiv 1502.02551, section 3.1); what is evaluated or written is rounded to
 * nearest.
 */
import * as tf from '@tensorflow/tfjs-core';
import { SMALLEST_SCALE } from '../../math/lineargrid.ts';
import { BATCH_NORM_EPSILON } from '../../spec/layers/batchnorm.ts';
import { sizeOf } from '../../spec/shapes.ts';
import type { TensorInfo } from '../../spec/tensors.ts';
import {
  countSteps,
  SMALLEST_STEP,
  toGrouping,
  toLimits,
  toMiddle,
  toStepGradientScale,
} from '../../techniques/quantize/steps.ts';
import { listGridTensors, type QuantizerSnapshot } from '../../techniques/quantize/transform.ts';
import { roundTensor } from '../layers/rounding.ts';
import type { DrawUniform, ReadTensor, WeightTransform } from './transform.ts';

/** @param info the tensor whose values are quantized */
export function createQuantizer(snapshot: QuantizerSnapshot, info: TensorInfo): WeightTransform {
  const { bits, scheme, learns, follows, isStochastic = false } = snapshot;
  const { least, most } = toLimits(bits, scheme);
  const [stepName, zeroPointName] = listGridTensors(snapshot, info).map(({ name }) => name);
  const groups = createGroups(snapshot, info);
  const gradientScale = toStepGradientScale(groups.members, bits);
  /** Values by group over their steps, and the ends of the range there. */
  const measure = (values: tf.Tensor, read: ReadTensor) => {
    const step = groups.spread(tf.maximum(read(stepName!), SMALLEST_STEP));
    const zeroPoint = zeroPointName === undefined ? toMiddle(bits) : groups.spread(read(zeroPointName));
    const ratio = tf.div(groups.split(values), step);
    return { step, ratio, low: tf.sub(least, zeroPoint), high: tf.sub(most, zeroPoint) };
  };
  const round = ({ ratio, low, high }: ReturnType<typeof measure>, draw?: DrawUniform) => {
    const uniform = isStochastic ? draw?.('rounding', info.shape) : undefined;
    const number = roundTensor(ratio, uniform && groups.split(uniform));
    return tf.maximum(tf.minimum(number, high), low);
  };
  return {
    kind: 'quantizer',
    apply: (weights, read, draw) =>
      tf.tidy(() => {
        const measured = measure(weights, read);
        return groups.join(tf.mul(round(measured, draw), measured.step));
      }),
    pullBack: (gradient, input, read, draw) => {
      const [pulled, byStep] = tf.tidy(() => {
        const measured = measure(input, read);
        const { ratio, low, high } = measured;
        const isInside = tf.cast(tf.logicalAnd(tf.greater(ratio, low), tf.less(ratio, high)), 'float32');
        const own = groups.split(gradient);
        const passed = groups.join(tf.mul(own, isInside));
        if (!learns) return [passed] as const;
        const slope = tf.sub(round(measured, draw), tf.mul(ratio, isInside));
        return [passed, tf.mul(groups.sum(tf.mul(own, slope)), gradientScale)] as const;
      });
      return { input: pulled, ...(byStep && { parameters: new Map([[stepName!, byStep]]) }) };
    },
    ...(follows && {
      follow: (input: tf.Tensor, read: ReadTensor) => {
        const step = tf.tidy(() => toExtentSteps(groups.sizes(input), snapshot, read));
        return new Map([[stepName!, step]]);
      },
    }),
    toSnapshot: () => snapshot,
    dispose: () => undefined,
  };
}

/**
 * Steps of the weights' extent, as `findGrids` has them. Before a batch norm they are one step divided by
 * what it multiplies each channel with.
 */
function toExtentSteps(
  sizes: tf.Tensor,
  { bits, scheme, norm }: QuantizerSnapshot,
  read: ReadTensor,
): tf.Tensor {
  const toSteps = (each: tf.Tensor) =>
    tf.where(tf.equal(each, 0), 1, tf.maximum(tf.div(each, countSteps(bits, scheme)), SMALLEST_SCALE));
  if (norm === undefined) return toSteps(sizes);
  const scale = read(`${norm}/scale`);
  const deviation = tf.sqrt(tf.add(read(`${norm}/movingVariance`), BATCH_NORM_EPSILON));
  const factors = tf.where(tf.equal(scale, 0), 1, tf.div(tf.abs(scale), deviation));
  return tf.div(toSteps(tf.max(tf.mul(sizes, factors))), factors);
}

/** A tensor's values as a matrix with one step for each column, or for groups in a row one for each row. */
function createGroups(snapshot: QuantizerSnapshot, { shape, units }: TensorInfo) {
  const { count, members } = toGrouping(snapshot, { shape, units });
  const size = sizeOf(shape);
  const isByRow = snapshot.per === 'group';
  const missing = isByRow ? count * members - size : 0;
  const split = (values: tf.Tensor) => {
    if (!isByRow) return tf.reshape(values, [-1, count]);
    const flat = tf.reshape(values, [size]) as tf.Tensor1D;
    return tf.reshape(missing === 0 ? flat : tf.pad1d(flat, [0, missing]), [count, members]);
  };
  return {
    members,
    split,
    join: (matrix: tf.Tensor) => {
      if (missing === 0) return tf.reshape(matrix, [...shape]);
      return tf.reshape(tf.slice(tf.reshape(matrix, [-1]), [0], [size]), [...shape]);
    },
    spread: (steps: tf.Tensor) => (isByRow ? tf.reshape(steps, [count, 1]) : steps),
    /** The largest size in each group. */
    sizes: (values: tf.Tensor) => tf.max(tf.abs(split(values)), isByRow ? 1 : 0),
    sum: (matrix: tf.Tensor) => tf.sum(matrix, isByRow ? 1 : 0),
  };
}
