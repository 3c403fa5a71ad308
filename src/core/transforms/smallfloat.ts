/** Tensors of small floats (`techniques/mixedprecision/transform.ts`), with or without a float32 copy. */

import type { SmallFloatSnapshot } from '../../techniques/mixedprecision/transform.ts';
import { roundToPrecision } from '../layers/smallfloat.ts';
import type { WeightTransform } from './transform.ts';

export function createSmallFloat(snapshot: SmallFloatSnapshot): WeightTransform {
  const { weights, gradients, master } = snapshot;
  return {
    kind: 'smallFloat',
    apply: (values) => roundToPrecision(values, weights),
    pullBack: (gradient) => ({ input: gradient.clone() }),
    storeGradient: (gradient) => roundToPrecision(gradient, gradients),
    ...(!master && {
      constrain: (latent) => roundToPrecision(latent, weights),
      constrainVelocity: (velocity) => roundToPrecision(velocity, weights),
    }),
    toSnapshot: () => snapshot,
    dispose: () => undefined,
  };
}
