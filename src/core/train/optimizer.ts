/**
 * How does a gradient change a weight? SGD with momentum, plain or Nesterov (Sutskever et al. 2013, in the form where the
 * velocity gathers gradients: v = m v + g, w = w - lr (g + m v) or w - lr v), and Adam (Kingma and Ba 2015, arXiv
 * 1412.6980, Algorithm 1, with its section 2 form of the bias correction). Weight decay reaches kernels only, as a gradient
 * (L2), never biases or batch norm.
 *
 * The optimizer owns its slots. It is made anew for each train stage.
 */
import * as tf from '@tensorflow/tfjs-core';
import { powerOf } from '../../math/exactmath.ts';
import type { OptimizerSnapshot } from '../../protocol/snapshots.ts';
import type { OptimizerOptions } from '../../recipe/schema.ts';

export class Optimizer {
  readonly options: OptimizerOptions;
  /** Updates done so far, of all tensors together. */
  #step = 0;
  readonly #slots = new Map<string, tf.Tensor>();

  constructor(
    options: OptimizerOptions,
    snapshot?: OptimizerSnapshot,
    shapes?: ReadonlyMap<string, readonly number[]>,
  ) {
    this.options = options;
    if (snapshot === undefined) return;
    this.#step = snapshot.step;
    for (const { slot, tensor, values } of snapshot.slots) {
      this.#slots.set(
        `${slot} ${tensor}`,
        tf.keep(tf.tensor(values, [...(shapes?.get(tensor) ?? [values.length])])),
      );
    }
  }

  /** Opens a step: call once before the updates of all tensors. */
  beginStep(): void {
    this.#step++;
  }

  /**
   * The weights after one step. Inside the caller's tidy; `gradient` already holds decay and regularizer.
   * @param weights latent tensor, any shape
   * @param gradient same shape
   */
  update(name: string, weights: tf.Tensor, gradient: tf.Tensor, learningRate: number): tf.Tensor {
    const { options } = this;
    if (options.kind === 'adam') {
      const first = this.#blend('moment1', name, gradient, options.beta1, 1 - options.beta1);
      const second = this.#blend('moment2', name, tf.square(gradient), options.beta2, 1 - options.beta2);
      const root = Math.sqrt(1 - powerOf(options.beta2, this.#step));
      const rate = (learningRate * root) / (1 - powerOf(options.beta1, this.#step));
      const scaled = tf.div(first, tf.add(tf.sqrt(second), options.epsilon * root));
      return tf.sub(weights, tf.mul(scaled, rate));
    }
    if (options.momentum === 0) return tf.sub(weights, tf.mul(gradient, learningRate));
    const velocity = this.#blend('velocity', name, gradient, options.momentum, 1);
    const direction = options.nesterov ? tf.add(gradient, tf.mul(velocity, options.momentum)) : velocity;
    return tf.sub(weights, tf.mul(direction, learningRate));
  }

  /** slot = keepShare * slot + share * value, starting from zero. Returns the new slot, which stays owned here. */
  #blend(slot: string, name: string, value: tf.Tensor, keepShare: number, share: number): tf.Tensor {
    const key = `${slot} ${name}`;
    const old = this.#slots.get(key);
    const fresh = share === 1 ? value : tf.mul(value, share);
    const next = tf.keep(old === undefined ? fresh.clone() : tf.add(tf.mul(old, keepShare), fresh));
    old?.dispose();
    this.#slots.set(key, next);
    return next;
  }

  async toSnapshot(): Promise<OptimizerSnapshot> {
    const slots: { slot: string; tensor: string; values: Float32Array }[] = [];
    for (const [key, value] of this.#slots) {
      const [slot, tensor] = key.split(' ') as [string, string];
      slots.push({ slot, tensor, values: Float32Array.from(await value.data<'float32'>()) });
    }
    return { step: this.#step, slots };
  }

  dispose(): void {
    for (const slot of this.#slots.values()) slot.dispose();
    this.#slots.clear();
  }
}
