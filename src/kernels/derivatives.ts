/**
 * The forms that derivatives have, the patterns that gradient rules share: functions of one input, of one
 * output, of a pair with broadcasting, reductions, and functions that are flat.
 */
import * as tf from '@tensorflow/tfjs-core';

/** A gradient rule without the name of its operation. */
export type Rule = Omit<tf.GradConfig, 'kernelName'>;
/** Attributes of an operation, to be read by name. */
export type Attrs = Record<string, unknown>;

/**
 * Sums `dy` over the axes along which an operand of `shape` was broadcast. Always a tensor of its own: tfjs
 * frees a gradient when it adds a second one to it, and both operands may otherwise share `dy`.
 */
export function sumToShape(dy: tf.Tensor, shape: number[]): tf.Tensor {
  if (tf.util.arraysEqual(dy.shape, shape)) return dy.clone();
  const lead = dy.shape.length - shape.length;
  const axes = dy.shape.flatMap((size, axis) =>
    axis < lead || (shape[axis - lead] === 1 && size !== 1) ? [axis] : [],
  );
  return tf.reshape(axes.length > 0 ? sumOver(dy, axes) : dy, shape);
}

/** Sum over the leading axes as a product with a row of ones: the fastest reduction of a batch. */
export function sumOver(dy: tf.Tensor, axes: number[]): tf.Tensor {
  const isLeading = axes.every((axis, i) => axis === i);
  const rows = axes.reduce((product, axis) => product * (dy.shape[axis] as number), 1);
  const columns = dy.size / rows;
  if (!isLeading || columns < 4) return tf.sum(dy, axes);
  return tf.matMul(tf.ones([1, rows]), tf.reshape(dy, [rows, columns]));
}

/** A rule for y = f(x) with dx from dy and x. */
export function ofInput(derive: (dy: tf.Tensor, x: tf.Tensor) => tf.Tensor): Rule {
  return {
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => derive(dy as tf.Tensor, x as tf.Tensor) }),
  };
}

/** A rule for y = f(x) with dx from dy and y. */
export function ofOutput(derive: (dy: tf.Tensor, y: tf.Tensor) => tf.Tensor): Rule {
  return {
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => derive(dy as tf.Tensor, y as tf.Tensor) }),
  };
}

/** A rule for y = f(a, b) with broadcasting. */
export function ofPair(
  deriveA: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  deriveB: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): Rule {
  return {
    inputsToSave: ['a', 'b'],
    gradFunc: (gradient, saved) => {
      const [dy, a, b] = [gradient as tf.Tensor, saved[0] as tf.Tensor, saved[1] as tf.Tensor];
      return {
        a: () => sumToShape(deriveA(dy, a, b), a.shape),
        b: () => sumToShape(deriveB(dy, a, b), b.shape),
      };
    },
  };
}

/** 1 where the condition holds, else 0. */
export const asFloat = (condition: tf.Tensor) => tf.cast(condition, 'float32');

/** Spreads the gradient of a reduction over the axes it summed. */
export function spread(dy: tf.Tensor, x: tf.Tensor, axis: unknown): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
  const shape = x.shape.map((size, i) => (axes.includes(i) ? 1 : size));
  return tf.mul(tf.reshape(dy, shape), tf.onesLike(x));
}

/** A rule for sums and means over axes; `scaleOf` says how much of dy each element of x gets. */
export function ofReduction(scaleOf: (x: tf.Tensor, y: tf.Tensor) => number): Rule {
  return {
    inputsToSave: ['x'],
    gradFunc: (gradient, [x], attrs) => {
      const [dy, input] = [gradient as tf.Tensor, x as tf.Tensor];
      return { x: () => spread(tf.mul(dy, scaleOf(input, dy)), input, (attrs as Attrs).axis) };
    },
  };
}

/** A step function of its operands: flat wherever it has a derivative. */
export function ofFlat(...names: string[]): Rule {
  return {
    gradFunc: (dy) => Object.fromEntries(names.map((name) => [name, () => tf.zerosLike(dy as tf.Tensor)])),
  };
}
