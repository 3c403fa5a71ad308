/**
 * Changes a weight by its gradient in one pass over memory: SGD with momentum (v' = momentum v + g, plain or
 * Nesterov) and Adam (Kingma and Ba 2015, arXiv 1412.6980, section 2), each with weight decay as a gradient
 * and with a mask that keeps pruned weights at zero. Fused on WASM, composed of tfjs operations elsewhere.
 *
 * The results are new tensors: the old ones may be shared with snapshots.
 */
import * as tf from '@tensorflow/tfjs-core';
import { kernelModuleOf } from './module.ts';

interface UpdateInput {
  readonly weights: tf.Tensor;
  readonly gradient: tf.Tensor;
  /** 0 or 1 for each weight; all other tensors have its shape. */
  readonly mask?: tf.Tensor | undefined;
  readonly learningRate: number;
  /** Added to the gradient times the weight. */
  readonly weightDecay?: number | undefined;
}

export interface SgdInput extends UpdateInput {
  /** Absent in a first step. */
  readonly velocity?: tf.Tensor | undefined;
  readonly momentum: number;
  readonly nesterov: boolean;
}

export interface AdamInput extends UpdateInput {
  /** Both moments; absent in a first step. */
  readonly moments?: readonly [first: tf.Tensor, second: tf.Tensor] | undefined;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** 1 - beta1^step and 1 - beta2^step, counting from 1, by which the moments are divided. */
  readonly corrections: readonly [first: number, second: number];
}

const isFused = (kernel: string) => (tf.getKernel(kernel, tf.getBackend()) ?? null) !== null;

/** Optional tensors are left out of a kernel's inputs. */
function present(tensors: Record<string, tf.Tensor | undefined>): tf.NamedTensorMap {
  return Object.fromEntries(
    Object.entries(tensors).filter(([, each]) => each !== undefined),
  ) as tf.NamedTensorMap;
}

function prepareGradient({ weights, gradient, mask, weightDecay = 0 }: UpdateInput): tf.Tensor {
  const decayed = weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(weights, weightDecay));
  return mask === undefined ? decayed : tf.mul(decayed, mask);
}

/**
 * The weights after one SGD step, and the new velocity unless momentum is 0. Caller disposes both, and the
 * old ones.
 */
export function sgdUpdate(input: SgdInput): { weights: tf.Tensor; velocity?: tf.Tensor } {
  const { weights, gradient, velocity, mask, learningRate, momentum, nesterov, weightDecay = 0 } = input;
  if (isFused('SgdUpdate')) {
    const attrs = { learningRate, momentum, nesterov, weightDecay };
    const results = tf.engine().runKernel('SgdUpdate', present({ weights, gradient, velocity, mask }), attrs);
    const [next, speed] = results as unknown as [tf.Tensor, tf.Tensor?];
    return speed === undefined ? { weights: next } : { weights: next, velocity: speed };
  }
  const [next, speed] = tf.tidy(() => {
    const g = prepareGradient(input);
    const v = velocity === undefined ? g : tf.add(tf.mul(velocity, momentum), g);
    const direction = nesterov ? tf.add(g, tf.mul(v, momentum)) : v;
    const moved = tf.sub(weights, tf.mul(momentum === 0 ? g : direction, learningRate));
    return [mask === undefined ? moved : tf.mul(moved, mask), ...(momentum === 0 ? [] : [v.clone()])];
  }) as [tf.Tensor, tf.Tensor?];
  return speed === undefined ? { weights: next } : { weights: next, velocity: speed };
}

/** The weights after one Adam step and both new moments. Caller disposes all three, and the old ones. */
export function adamUpdate(input: AdamInput): {
  weights: tf.Tensor;
  moments: [first: tf.Tensor, second: tf.Tensor];
} {
  const {
    weights,
    gradient,
    moments,
    mask,
    learningRate,
    beta1,
    beta2,
    weightDecay = 0,
    corrections,
  } = input;
  // With m / c1 and v / c2 as the corrected moments: m / c1 / (sqrt(v / c2) + e) = m (sqrt(c2) / c1) /
  // (sqrt(v) + e sqrt(c2)).
  const root = Math.sqrt(corrections[1]);
  const rate = (learningRate * root) / corrections[0];
  const epsilon = input.epsilon * root;
  if (isFused('AdamUpdate')) {
    const [first, second] = moments ?? [];
    const attrs = { rate, beta1, beta2, epsilon, weightDecay };
    const results = tf
      .engine()
      .runKernel('AdamUpdate', present({ weights, gradient, first, second, mask }), attrs);
    const [next, ...fresh] = results as unknown as [tf.Tensor, tf.Tensor, tf.Tensor];
    return { weights: next, moments: fresh };
  }
  const [next, ...fresh] = tf.tidy(() => {
    const g = prepareGradient(input);
    const blend = (old: tf.Tensor | undefined, value: tf.Tensor, beta: number) =>
      old === undefined ? tf.mul(value, 1 - beta) : tf.add(tf.mul(old, beta), tf.mul(value, 1 - beta));
    const [m, v] = [blend(moments?.[0], g, beta1), blend(moments?.[1], tf.square(g), beta2)];
    const moved = tf.sub(weights, tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon)));
    return [mask === undefined ? moved : tf.mul(moved, mask), m, v];
  }) as [tf.Tensor, tf.Tensor, tf.Tensor];
  return { weights: next, moments: fresh };
}

type SgdAttrs = Record<'learningRate' | 'momentum' | 'weightDecay', number> & { nesterov: boolean };
type Inputs = Partial<
  Record<'weights' | 'gradient' | 'velocity' | 'first' | 'second' | 'mask', tf.TensorInfo>
>;

const sgdKernel: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const kernels = kernelModuleOf(backend);
  const { weights, gradient, velocity, mask } = inputs as Inputs;
  const { learningRate, momentum, nesterov, weightDecay } = attrs as unknown as SgdAttrs;
  const next = kernels.allocate(weights!.shape);
  const speed = momentum === 0 ? undefined : kernels.allocate(weights!.shape);
  const [w, g, v, m, nextW, nextV] = [weights, gradient, velocity, mask, next, speed].map((each) =>
    each === undefined ? 0 : kernels.address(each),
  ) as [number, number, number, number, number, number];
  const count = tf.util.sizeFromShape(weights!.shape);
  kernels.exports.sgdUpdate(
    w,
    g,
    v,
    m,
    nextW,
    nextV,
    count,
    learningRate,
    momentum,
    weightDecay,
    nesterov ? 1 : 0,
  );
  return speed === undefined ? [next] : [next, speed];
};

const adamKernel: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const kernels = kernelModuleOf(backend);
  const { weights, gradient, first, second, mask } = inputs as Inputs;
  const { rate, beta1, beta2, epsilon, weightDecay } = attrs as unknown as Record<
    'rate' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay',
    number
  >;
  const fresh = [0, 1, 2].map(() => kernels.allocate(weights!.shape));
  const places = [weights, gradient, first, second, mask, ...fresh].map((each) =>
    each === undefined ? 0 : kernels.address(each),
  ) as [number, number, number, number, number, number, number, number];
  const count = tf.util.sizeFromShape(weights!.shape);
  kernels.exports.adamUpdate(
    ...places,
    count,
    rate,
    beta1,
    beta2,
    1 - beta1,
    1 - beta2,
    epsilon,
    weightDecay,
  );
  return fresh;
};

export const UPDATE_KERNELS = { SgdUpdate: sgdKernel, AdamUpdate: adamKernel };
