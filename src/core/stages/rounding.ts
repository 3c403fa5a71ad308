/**
 * The best rounding of one layer's weights, learnt on its quadratic local problem (AdaRound, arXiv
 * 2004.10568, section 3.3): the squared change of its outputs, and the regularizer, by Adam.
 */
import * as tf from '@tensorflow/tfjs-core';
import { roundHalfToEven } from '../../math/rounding.ts';
import { STRETCH, startRelaxation, toExponent } from '../../techniques/learnrounding/relaxation.ts';

export interface RoundingProblem {
  readonly units: number;
  /** E[x x'] of what units read, or its centred form where a bias takes the mean, [depth, depth]. */
  readonly second: Float64Array;
  /** Weights over their steps, [depth, units] in row-major order, as all that follows. */
  readonly ratios: Float32Array;
  readonly steps: Float32Array;
  /** The ends of the grid, in steps. */
  readonly lows: Float32Array;
  readonly highs: Float32Array;
}

/** Weight of the regularizer, where the error of rounding to nearest counts 1 a weight. */
const REGULARIZER = 3;
const RATE = 0.02;
const DECAYS = [0.9, 0.999] as const;

/**
 * Whole steps for each weight: rounded up or down, or to nearest in units where learning found nothing
 * better.
 */
export async function learnSteps(
  problem: RoundingProblem,
  steps: number,
  yieldThread: () => Promise<void>,
): Promise<Float32Array> {
  const { ratios, lows, highs } = problem;
  const clip = (value: number, place: number) => Math.min(Math.max(value, lows[place]!), highs[place]!);
  const floors = ratios.map(Math.floor);
  const nearest = ratios.map((ratio, place) => clip(roundHalfToEven(ratio), place));
  const errors = measureErrors(problem, nearest);
  const total = errors.reduce((sum, each) => sum + each, 0);
  if (!(total > 0)) return nearest;
  const ups = await descend(problem, floors, total, steps, yieldThread);
  const learnt = floors.map((floor, place) => clip(floor + ups[place]!, place));
  const better = measureErrors(problem, learnt).map((error, unit) => Number(error < errors[unit]!));
  return nearest.map((near, place) => (better[place % problem.units] === 1 ? learnt[place]! : near));
}

/** Learns h for each weight; whether it is above a half. */
async function descend(
  { units, second, ratios, steps: sizes, lows, highs }: RoundingProblem,
  floors: Float32Array,
  total: number,
  steps: number,
  yieldThread: () => Promise<void>,
): Promise<Uint8Array> {
  const depth = ratios.length / units;
  const toMatrix = (values: Float32Array) => tf.tensor2d(values, [depth, units]);
  const [ratio, floor, size, low, high] = [ratios, floors, sizes, lows, highs].map(toMatrix);
  const moments = tf.tensor2d(Float32Array.from(second), [depth, depth]);
  const state = [
    toMatrix(ratios.map((each, place) => startRelaxation(each - floors[place]!))),
    tf.zeros([depth, units]),
    tf.zeros([depth, units]),
  ];
  const weight = ratios.length / total;
  for (let step = 0; step < steps; step++) {
    const [first, last] = DECAYS.map((decay) => 1 - decay ** (step + 1));
    const next = tf.tidy(() => {
      const [value, velocity, square] = state as [tf.Tensor, tf.Tensor, tf.Tensor];
      const sigmoid = tf.sigmoid(value);
      const stretched = tf.add(tf.mul(sigmoid, STRETCH.high - STRETCH.low), STRETCH.low);
      const share = tf.clipByValue(stretched, 0, 1);
      const whole = tf.add(floor!, share);
      const error = tf.mul(tf.sub(tf.maximum(tf.minimum(whole, high!), low!), ratio!), size!);
      const reaches = tf.logicalAnd(tf.greaterEqual(whole, low!), tf.lessEqual(whole, high!));
      const byError = tf.mul(
        tf.mul(tf.matMul(moments, error as tf.Tensor2D), size!),
        tf.cast(reaches, 'float32'),
      );
      const slope = addRegularizer(tf.mul(byError, 2 * weight), share, toExponent(step / steps));
      const isFree = tf.cast(tf.logicalAnd(tf.greater(stretched, 0), tf.less(stretched, 1)), 'float32');
      const bySigmoid = tf.mul(tf.mul(sigmoid, tf.sub(1, sigmoid)), STRETCH.high - STRETCH.low);
      const gradient = tf.mul(tf.mul(slope, bySigmoid), isFree);
      const [moving, moved] = [
        tf.add(tf.mul(velocity, DECAYS[0]), tf.mul(gradient, 1 - DECAYS[0])),
        tf.add(tf.mul(square, DECAYS[1]), tf.mul(tf.square(gradient), 1 - DECAYS[1])),
      ];
      const pace = tf.add(tf.sqrt(tf.div(moved, last!)), 1e-8);
      return [tf.sub(value, tf.mul(tf.div(tf.div(moving, first!), pace), RATE)), moving, moved];
    });
    tf.dispose(state.splice(0, 3, ...next));
    if (step % 20 === 0) await yieldThread();
  }
  const values = await state[0]!.data<'float32'>();
  tf.dispose([...state, moments, ratio!, floor!, size!, low!, high!]);
  return Uint8Array.from(values, (value) => Number(value >= 0));
}

/** Adds the slope of 1 - |2 h - 1|^exponent. */
function addRegularizer(slope: tf.Tensor, share: tf.Tensor, exponent: number | undefined): tf.Tensor {
  if (exponent === undefined) return slope;
  const side = tf.sub(tf.mul(share, 2), 1);
  const pull = tf.mul(tf.pow(tf.abs(side), exponent - 1), tf.sign(side));
  return tf.sub(slope, tf.mul(pull, 2 * exponent * REGULARIZER));
}

/** The squared change of each unit's output: e' second e, where e is what rounding changes its weights by. */
export function measureErrors(
  { units, second, ratios, steps }: RoundingProblem,
  rounded: Float32Array,
): Float64Array {
  const depth = ratios.length / units;
  const changes = ratios.map((ratio, place) => (rounded[place]! - ratio) * steps[place]!);
  const errors = new Float64Array(units);
  for (let row = 0; row < depth; row++)
    for (let unit = 0; unit < units; unit++) {
      const change = changes[row * units + unit]!;
      if (change === 0) continue;
      let sum = 0;
      for (let column = 0; column < depth; column++)
        sum += second[row * depth + column]! * changes[column * units + unit]!;
      errors[unit]! += change * sum;
    }
  return errors;
}
