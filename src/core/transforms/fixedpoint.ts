/**
 * Tensors of 16-bit fixed point. The stored values lie on the grid themselves: the gradient is put on it, and
 * so are the optimizer's velocity and what an update moves the values to.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { FixedPointSnapshot } from '../../techniques/fixedpoint/transform.ts';
import { roundToFixed } from '../layers/fixedpoint.ts';
import type { DrawUniform, WeightTransform } from './transform.ts';

export function createFixedPoint(snapshot: FixedPointSnapshot): WeightTransform {
  const { fraction, rounding } = snapshot;
  const round = (values: tf.Tensor, purpose?: string, draw?: DrawUniform) =>
    tf.tidy(() => {
      const isDrawn = purpose !== undefined && rounding === 'stochastic';
      return roundToFixed(values, fraction, isDrawn ? draw?.(purpose, values.shape) : undefined);
    });
  return {
    kind: 'fixedPoint',
    apply: (values) => round(values),
    pullBack: (gradient, _, __, draw) => ({ input: round(gradient, 'gradient', draw) }),
    constrain: (latent, draw) => round(latent, 'update', draw),
    constrainVelocity: (velocity, draw) => round(velocity, 'velocity', draw),
    toSnapshot: () => snapshot,
    dispose: () => undefined,
  };
}
