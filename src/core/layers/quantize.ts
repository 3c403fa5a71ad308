/**
 * The forward pass of quantized activations, with gradients of its own. Where a bound learns (PACT, Choi et
 * al. 2018, arXiv 1805.06085, equation 3), what lies in [0, bound) passes its gradient on as if nothing had
 * been rounded, and what lies at or above the bound gives its gradient to the bound. Otherwise what lies
 * within the grid passes its gradient on, and the grid gets none.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type GridScheme, SMALLEST_SCALE } from '../../math/lineargrid.ts';
import type { QuantizeActivationSpec } from '../../spec/layers/quantizeactivation.ts';
import { toLimits, toMiddle } from '../../techniques/quantize/steps.ts';
import { countLevels, SMALLEST_BOUND } from '../../techniques/quantizeactivations/values.ts';
import type { Forward, Pass } from './row.ts';

type Quantize = (
  x: tf.Tensor,
  layer: QuantizeActivationSpec,
  pass: Pick<Pass, 'lookup' | 'training'>,
) => tf.Tensor;

const QUANTIZE: { readonly [Range in NonNullable<QuantizeActivationSpec['range']>]: Quantize } = {
  learnt: (x, { name, bits }, { lookup }) => clip(x, lookup(`${name}/bound`), bits),
  static: (x, layer, { lookup, training }) => {
    const grid = [lookup(`${layer.name}/step`), lookup(`${layer.name}/zeroPoint`)] as const;
    if (layer.follows)
      training?.onStatistics(`${layer.name}/step`, tf.keep(tf.tidy(() => toExtentStep(x, layer, grid))));
    return putOnGrid(x, layer, ...grid);
  },
  dynamic: (x, layer) => putOnOwnGrids(x, layer),
};

export const forwardQuantizeActivation: Forward<QuantizeActivationSpec> = (x, layer, pass) =>
  QUANTIZE[layer.range ?? 'learnt'](x, layer, pass);

function clip(x: tf.Tensor, bound: tf.Tensor, bits: number): tf.Tensor {
  const run = tf.customGrad((values, limit, save) => {
    const [input, learnt] = [values as tf.Tensor, limit as tf.Tensor];
    (save as tf.GradSaveFunc)([input, learnt]);
    const top = tf.maximum(learnt, SMALLEST_BOUND);
    const step = tf.div(top, countLevels(bits));
    const clipped = tf.minimum(tf.relu(input), top);
    const gradFunc = (gradient: tf.Tensor, saved: tf.Tensor[]) => {
      const [seen, limited] = saved as [tf.Tensor, tf.Tensor];
      const isAbove = tf.cast(tf.greaterEqual(seen, tf.maximum(limited, SMALLEST_BOUND)), 'float32');
      const isBelow = tf.cast(tf.less(seen, 0), 'float32');
      const isInside = tf.sub(1, tf.add(isAbove, isBelow));
      return [tf.mul(gradient, isInside), tf.reshape(tf.sum(tf.mul(gradient, isAbove)), limited.shape)];
    };
    return { value: tf.mul(tf.round(tf.div(clipped, step)), step), gradFunc };
  });
  return run(x, bound);
}

type GridOptions = Pick<QuantizeActivationSpec, 'bits' | 'scheme'>;

/** @param grid step and zero point, [1] each */
function putOnGrid(x: tf.Tensor, layer: GridOptions, ...grid: readonly [tf.Tensor, tf.Tensor]): tf.Tensor {
  const run = tf.customGrad((values, steps, zeroPoints, save) => {
    const inputs = [values, steps, zeroPoints] as [tf.Tensor, tf.Tensor, tf.Tensor];
    (save as tf.GradSaveFunc)(inputs);
    const gradFunc = (gradient: tf.Tensor, saved: tf.Tensor[]) => {
      const [seen, ...own] = saved as typeof inputs;
      return [passInside(gradient, seen, layer, own), ...own.map((each) => tf.zerosLike(each))];
    };
    return { value: toGridValues(inputs[0], layer, [inputs[1], inputs[2]]), gradFunc };
  });
  return run(x, ...grid);
}

function putOnOwnGrids(x: tf.Tensor, layer: GridOptions): tf.Tensor {
  const run = tf.customGrad((values, save) => {
    const input = values as tf.Tensor;
    (save as tf.GradSaveFunc)([input]);
    const gradFunc = (gradient: tf.Tensor, saved: tf.Tensor[]) =>
      passInside(gradient, saved[0]!, layer, findGrids(saved[0]!, layer));
    return { value: toGridValues(input, layer, findGrids(input, layer)), gradFunc };
  });
  return run(x);
}

/** Step and zero point: [1], or for each image [batch, 1, ...]. */
type Grid = readonly [step: tf.Tensor, zeroPoint: tf.Tensor];

const toNumbers = (x: tf.Tensor, [step, zeroPoint]: Grid) => tf.add(tf.round(tf.div(x, step)), zeroPoint);

function toGridValues(x: tf.Tensor, { bits, scheme = 'asymmetric' }: GridOptions, grid: Grid): tf.Tensor {
  const { least, most } = toLimits(bits, scheme);
  const [step, zeroPoint] = grid;
  return tf.mul(tf.sub(tf.clipByValue(toNumbers(x, grid), least, most), zeroPoint), step);
}

/**
 * The gradient where values lie within the grid: up to half a step beyond its ends. Of one bit half a step is
 * half of the range, and so only to the ends (DoReFa-Net, arXiv 1606.06160, section 2.4: clipped to [0, 1]).
 */
function passInside(
  gradient: tf.Tensor,
  x: tf.Tensor,
  { bits, scheme = 'asymmetric' }: GridOptions,
  grid: Grid,
): tf.Tensor {
  const { least, most } = toLimits(bits, scheme);
  const numbers = bits === 1 ? tf.add(tf.div(x, grid[0]), grid[1]) : toNumbers(x, grid);
  const isInside = tf.logicalAnd(tf.greaterEqual(numbers, least), tf.lessEqual(numbers, most));
  return tf.mul(gradient, tf.cast(isInside, 'float32'));
}

/** The step of a symmetric grid that reaches as far as the values; the one that it had where all are zero. */
function toExtentStep(x: tf.Tensor, { bits, scheme }: GridOptions, [step, zeroPoint]: Grid): tf.Tensor {
  const size = tf.max(tf.abs(x));
  const signed = scheme === 'restricted' ? toMiddle(bits) - 1 : (2 ** bits - 1) / 2;
  const steps = tf.where(tf.equal(zeroPoint, 0), 2 ** bits - 1, signed);
  return tf.where(tf.equal(size, 0), step, tf.maximum(tf.div(size, steps), SMALLEST_SCALE));
}

/** Each image's own grid, as `toActivationGrid` has it. */
function findGrids(x: tf.Tensor, { bits, scheme = 'asymmetric' }: GridOptions): Grid {
  const images = tf.reshape(x, [x.shape[0]!, -1]);
  const lows = tf.minimum(tf.min(images, 1), 0);
  const highs = tf.maximum(tf.max(images, 1), 0);
  const most = 2 ** bits - 1;
  const toStep = (sizes: tf.Tensor, steps: number) =>
    tf.where(tf.equal(sizes, 0), 1, tf.maximum(tf.div(sizes, steps), SMALLEST_SCALE));
  const affineSteps = toStep(tf.sub(highs, lows), most);
  const affineZeros = tf.clipByValue(tf.round(tf.div(tf.neg(lows), affineSteps)), 0, most);
  const sizes = tf.maximum(highs, tf.neg(lows));
  const middle = toMiddle(bits);
  const steps = toStep(sizes, scheme === 'restricted' ? middle - 1 : most / 2);
  const isAffine = IS_AFFINE[scheme](lows);
  const spread = (values: tf.Tensor) => tf.reshape(values, [x.shape[0]!, ...x.shape.slice(1).map(() => 1)]);
  return [
    spread(tf.where(isAffine, affineSteps, steps)),
    spread(tf.where(isAffine, affineZeros, tf.fill(lows.shape, middle))),
  ];
}

/** Which images have an affine grid, by their least values and zero. */
const IS_AFFINE: { readonly [Scheme in GridScheme]: (lows: tf.Tensor) => tf.Tensor } = {
  asymmetric: (lows) => tf.lessEqual(lows, 0),
  symmetric: (lows) => tf.equal(lows, 0),
  restricted: (lows) => tf.greater(lows, 0),
};
