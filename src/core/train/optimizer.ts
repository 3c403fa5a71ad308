/**
 * How does a gradient change a weight? SGD with momentum, plain or Nesterov (Sutskever et al. 2013, in the
 * form where the velocity gathers gradients: v = m v + g, w = w - lr (g + m v) or w - lr v), and Adam (Kingma
 * and Ba 2015, arXiv 1412.6980, Algorithm 1, with its section 2 form of the bias correction). Weight decay
 * reaches kernels only, as a gradient (L2), never biases or batch norm.
 *
 * The optimizer owns its slots. It is made anew for each train stage.
 */
import * as tf from '@tensorflow/tfjs-core';
import { adamUpdate, sgdUpdate } from '../../kernels/update.ts';
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
    const slot = (kind: string) => this.#slots.get(`${kind} ${name}`);
    if (options.kind === 'adam') {
      const [first, second] = [slot('moment1'), slot('moment2')];
      const { beta1, beta2, epsilon } = options;
      const corrections = [1 - powerOf(beta1, this.#step), 1 - powerOf(beta2, this.#step)] as const;
      const moments = first === undefined || second === undefined ? undefined : ([first, second] as const);
      const next = adamUpdate({
        weights,
        gradient,
        moments,
        learningRate,
        beta1,
        beta2,
        epsilon,
        corrections,
      });
      this.#replace('moment1', name, next.moments[0]);
      this.#replace('moment2', name, next.moments[1]);
      return next.weights;
    }
    const { momentum, nesterov } = options;
    const next = sgdUpdate({
      weights,
      gradient,
      velocity: slot('velocity'),
      learningRate,
      momentum,
      nesterov,
    });
    if (next.velocity !== undefined) this.#replace('velocity', name, next.velocity);
    return next.weights;
  }

  /** Replaces a tensor's velocity, where it has one. */
  changeVelocity(name: string, change: (velocity: tf.Tensor) => tf.Tensor): void {
    const velocity = this.#slots.get(`velocity ${name}`);
    if (velocity !== undefined) this.#replace('velocity', name, change(velocity));
  }

  #replace(slot: string, name: string, next: tf.Tensor): void {
    const key = `${slot} ${name}`;
    this.#slots.get(key)?.dispose();
    this.#slots.set(key, tf.keep(next));
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
