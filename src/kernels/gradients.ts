/**
 * Gradient rules of tfjs's operations. tfjs keeps its gradient rules apart from its core, in modules that
 * Node cannot load beside the core's Node bundle; so the rules that this lab needs stand here, once for the
 * browser and the command line and for every backend. Each is the textbook derivative, written with tfjs
 * operations.
 *
 * Left out on purpose: operations that no model or loss here differentiates. tfjs names the missing one when
 * asked.
 */
import * as tf from '@tensorflow/tfjs-core';
import { BATCH_NORM_GRADIENT } from './batchnorm.ts';
import {
  type Attrs,
  asFloat,
  ofFlat,
  ofInput,
  ofOutput,
  ofPair,
  ofReduction,
  type Rule,
  spread,
  sumToShape,
} from './derivatives.ts';
import { LOSS_GRADIENT } from './loss.ts';

/** In one pass where a backend has our kernel for it. */
function differentiateRelu(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  const isFused = (tf.getKernel('ReluGrad', tf.getBackend()) ?? null) !== null;
  return isFused ? (tf.engine().runKernel('ReluGrad', { dy, y }) as tf.Tensor) : tf.mul(dy, tf.step(y));
}

const matMulRule: Rule = {
  inputsToSave: ['a', 'b'],
  gradFunc: (gradient, saved, attrs) => {
    const [dy, a, b] = [gradient as tf.Tensor, saved[0] as tf.Tensor, saved[1] as tf.Tensor];
    const { transposeA, transposeB } = attrs as unknown as { transposeA: boolean; transposeB: boolean };
    return {
      a: () =>
        sumToShape(
          transposeA ? tf.matMul(b, dy, transposeB, true) : tf.matMul(dy, b, false, !transposeB),
          a.shape,
        ),
      b: () =>
        sumToShape(
          transposeB ? tf.matMul(dy, a, true, transposeA) : tf.matMul(a, dy, !transposeA, false),
          b.shape,
        ),
    };
  },
};

/** A rule that hands the work to two named kernels, as convolutions do. */
function ofConvolution(inputKernel: string, filterKernel: string): Rule {
  return {
    inputsToSave: ['x', 'filter'],
    gradFunc: (gradient, saved, attrs) => {
      const [dy, x, filter] = [gradient as tf.Tensor, saved[0] as tf.Tensor, saved[1] as tf.Tensor];
      const run = (name: string, inputs: tf.NamedTensorMap, extra: Attrs) =>
        tf.engine().runKernel(name, inputs, { ...attrs, ...extra } as tf.NamedAttrMap) as tf.Tensor;
      return {
        x: () => run(inputKernel, { dy, filter }, { inputShape: x.shape }),
        filter: () => run(filterKernel, { x, dy }, { filterShape: filter.shape }),
      };
    },
  };
}

const maxPoolRule: Rule = {
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [input, output] = saved as [tf.Tensor, tf.Tensor];
    return {
      x: () =>
        tf.engine().runKernel('MaxPoolGrad', { dy: dy as tf.Tensor, input, output }, attrs) as tf.Tensor,
    };
  },
};

const averagePoolRule: Rule = {
  inputsToSave: ['x'],
  gradFunc: (dy, [input], attrs) => ({
    x: () =>
      tf
        .engine()
        .runKernel('AvgPoolGrad', { dy: dy as tf.Tensor, input: input as tf.Tensor }, attrs) as tf.Tensor,
  }),
};

const transposeRule: Rule = {
  gradFunc: (dy, _saved, attrs) => {
    const perm = (attrs as Attrs).perm as number[];
    return {
      x: () =>
        tf.transpose(
          dy as tf.Tensor,
          perm.map((_, axis) => perm.indexOf(axis)),
        ),
    };
  },
};

const sliceRule: Rule = {
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => {
    const begin = (attrs as Attrs).begin as number[];
    const gradient = dy as tf.Tensor;
    const paddings = begin.map((first, axis): [number, number] => [
      first,
      ((x as tf.Tensor).shape[axis] as number) - first - (gradient.shape[axis] as number),
    ]);
    return { x: () => tf.pad(gradient, paddings) };
  },
};

const padRule: Rule = {
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => {
    const paddings = (attrs as Attrs).paddings as [number, number][];
    return {
      x: () =>
        tf.slice(
          dy as tf.Tensor,
          paddings.map(([before]) => before),
          (x as tf.Tensor).shape,
        ),
    };
  },
};

const concatRule: Rule = {
  saveAllInputs: true,
  gradFunc: (dy, saved, attrs) => {
    const axis = tf.util.parseAxisParam(
      (attrs as Attrs).axis as number,
      (saved[0] as tf.Tensor).shape,
    )[0] as number;
    const sizes = saved.map((each) => each.shape[axis] as number);
    const parts = tf.split(dy as tf.Tensor, sizes, axis);
    return Object.fromEntries(parts.map((part, i) => [i, () => part]));
  },
};

const gatherRule: Rule = {
  inputsToSave: ['x', 'indices'],
  gradFunc: (gradient, saved, attrs) => {
    const [dy, x, indices] = [gradient as tf.Tensor, saved[0] as tf.Tensor, saved[1] as tf.Tensor];
    const axis = tf.util.parseAxisParam((attrs as Attrs).axis as number, x.shape)[0] as number;
    return {
      x: () => {
        const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
        const size = x.shape[axis] as number;
        const product = (shape: number[]) => shape.reduce((total, each) => total * each, 1);
        const rows = tf.transpose(tf.reshape(dy, [product(outer), indices.size, product(inner)]), [1, 0, 2]);
        const sums = tf.unsortedSegmentSum(rows, tf.reshape(indices, [indices.size]) as tf.Tensor1D, size);
        return tf.reshape(tf.transpose(sums, [1, 0, 2]), x.shape);
      },
      indices: () => tf.zerosLike(indices),
    };
  },
};

const selectRule: Rule = {
  inputsToSave: ['condition'],
  gradFunc: (dy, [condition]) => {
    const chosen = asFloat(condition as tf.Tensor);
    return {
      condition: () => tf.zerosLike(chosen),
      t: () => tf.mul(dy as tf.Tensor, chosen),
      e: () => tf.mul(dy as tf.Tensor, tf.sub(1, chosen)),
    };
  },
};

const clipRule: Rule = {
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => {
    const { clipValueMin, clipValueMax } = attrs as unknown as { clipValueMin: number; clipValueMax: number };
    const input = x as tf.Tensor;
    const isInside = () =>
      tf.logicalAnd(tf.greaterEqual(input, clipValueMin), tf.lessEqual(input, clipValueMax));
    return { x: () => tf.mul(dy as tf.Tensor, asFloat(isInside())) };
  },
};

const maxRule: Rule = {
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, y] = saved as [tf.Tensor, tf.Tensor];
    const axis = (attrs as Attrs).reductionIndices;
    return { x: () => tf.mul(spread(dy as tf.Tensor, x, axis), asFloat(tf.equal(spread(y, x, axis), x))) };
  },
};

const softmaxRule: Rule = {
  outputsToSave: [true],
  gradFunc: (dy, [y]) => ({
    logits: () => {
      const weighted = tf.mul(dy as tf.Tensor, y as tf.Tensor);
      return tf.sub(weighted, tf.mul(tf.sum(weighted, -1, true), y as tf.Tensor));
    },
  }),
};

const reshapeRule = ofInput((dy, x) => tf.reshape(dy, x.shape));

const RULES: Readonly<Record<string, Rule>> = {
  Abs: ofInput((dy, x) => tf.mul(dy, tf.sub(asFloat(tf.greater(x, 0)), asFloat(tf.less(x, 0))))),
  Add: ofPair(
    (dy) => dy,
    (dy) => dy,
  ),
  AddN: {
    saveAllInputs: true,
    gradFunc: (dy, saved) => Object.fromEntries(saved.map((_, i) => [i, () => (dy as tf.Tensor).clone()])),
  },
  AvgPool: averagePoolRule,
  BatchMatMul: matMulRule,
  Cast: { gradFunc: (dy) => ({ x: () => tf.cast(dy as tf.Tensor, 'float32') }) },
  ClipByValue: clipRule,
  Concat: concatRule,
  Conv2D: ofConvolution('Conv2DBackpropInput', 'Conv2DBackpropFilter'),
  DepthwiseConv2dNative: ofConvolution(
    'DepthwiseConv2dNativeBackpropInput',
    'DepthwiseConv2dNativeBackpropFilter',
  ),
  Exp: ofOutput((dy, y) => tf.mul(dy, y)),
  ExpandDims: {
    inputsToSave: ['input'],
    gradFunc: (dy, [input]) => ({ input: () => tf.reshape(dy as tf.Tensor, (input as tf.Tensor).shape) }),
  },
  GatherV2: gatherRule,
  Identity: { gradFunc: (dy) => ({ x: () => tf.cast(dy as tf.Tensor, 'float32') }) },
  Log: ofInput((dy, x) => tf.div(dy, x)),
  Max: maxRule,
  Maximum: ofPair(
    (dy, a, b) => tf.mul(dy, asFloat(tf.greaterEqual(a, b))),
    (dy, a, b) => tf.mul(dy, asFloat(tf.less(a, b))),
  ),
  MaxPool: maxPoolRule,
  Mean: ofReduction((x, dy) => dy.size / x.size),
  Minimum: ofPair(
    (dy, a, b) => tf.mul(dy, asFloat(tf.lessEqual(a, b))),
    (dy, a, b) => tf.mul(dy, asFloat(tf.greater(a, b))),
  ),
  Multiply: ofPair(
    (dy, _a, b) => tf.mul(dy, b),
    (dy, a) => tf.mul(dy, a),
  ),
  Neg: ofInput((dy) => tf.neg(dy)),
  PadV2: padRule,
  RealDiv: ofPair(
    (dy, _a, b) => tf.div(dy, b),
    (dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(b))),
  ),
  Relu: ofOutput(differentiateRelu),
  Reshape: reshapeRule,
  Rsqrt: ofOutput((dy, y) => tf.mul(dy, tf.mul(tf.mul(tf.square(y), y), -0.5))),
  Select: selectRule,
  Sigmoid: ofOutput((dy, y) => tf.mul(dy, tf.mul(y, tf.sub(1, y)))),
  Slice: sliceRule,
  Softmax: softmaxRule,
  Sqrt: ofOutput((dy, y) => tf.div(dy, tf.mul(y, 2))),
  Square: ofInput((dy, x) => tf.mul(dy, tf.mul(x, 2))),
  SquaredDifference: ofPair(
    (dy, a, b) => tf.mul(dy, tf.mul(tf.sub(a, b), 2)),
    (dy, a, b) => tf.mul(dy, tf.mul(tf.sub(b, a), 2)),
  ),
  Step: ofFlat('x'),
  Sub: ofPair(
    (dy) => dy,
    (dy) => tf.neg(dy),
  ),
  Sum: ofReduction(() => 1),
  Tanh: ofOutput((dy, y) => tf.mul(dy, tf.sub(1, tf.square(y)))),
  Transpose: transposeRule,
};

/** Registers the gradient rules; rules that are registered already, ours or tfjs's own, stay. */
export function registerGradients(): void {
  const rules = Object.entries(RULES).map(([kernelName, rule]) => ({ kernelName, ...rule }));
  for (const rule of [...rules, BATCH_NORM_GRADIENT, LOSS_GRADIENT]) {
    if ((tf.getGradient(rule.kernelName) ?? null) === null) tf.registerGradient(rule);
  }
}
