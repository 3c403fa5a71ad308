/**
 * The scale of a stage's loss while it trains (`techniques/lossscale/options.ts`): what the loss is
 * multiplied by now, and what becomes of it when gradients overflow.
 */
import type * as tf from '@tensorflow/tfjs-core';
import { areFinite } from '../../kernels/smallfloat.ts';
import {
  type LossScale,
  type LossScaleState,
  moveLossScale,
  startLossScale,
} from '../../techniques/lossscale/options.ts';

export class LossScaler {
  readonly #options: LossScale;
  #state: LossScaleState;

  /** @param state of a run that goes on */
  constructor(options: LossScale, state?: LossScaleState) {
    this.#options = options;
    this.#state = state ?? startLossScale(options);
  }

  get scale(): number {
    return 2 ** this.#state.exponent;
  }

  /** Plain data, replaced at each step. */
  get state(): LossScaleState {
    return this.#state;
  }

  /**
   * Looks at a step's gradients, still scaled, and moves the scale.
   * @returns whether the step counts
   */
  async judge(gradients: readonly tf.Tensor[]): Promise<boolean> {
    if (!this.#options.skip) return true;
    const overflowed = !(await areAllFinite(gradients));
    this.#state = moveLossScale(this.#options, this.#state, overflowed);
    return !overflowed;
  }
}

async function areAllFinite(tensors: readonly tf.Tensor[]): Promise<boolean> {
  for (const tensor of tensors) if (!(await areFinite(tensor))) return false;
  return true;
}
