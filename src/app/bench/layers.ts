/** Which layers of a recipe's model can a form set one by one? Those with a kernel. */

import { toStartSpec } from '../../recipe/fit.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { listTensors, sizeOf } from '../../spec/shapes.ts';

export interface KernelLayer {
  readonly layer: string;
  /** Convolutions have kernels of four dimensions. */
  readonly kind: 'conv' | 'fc';
  readonly weights: number;
}

/** In the net's order; where the start takes dense layers apart, their factors. */
export function listKernelLayers({
  model,
  start = { kind: 'random' },
}: Pick<RecipeInput, 'model' | 'start'>): readonly KernelLayer[] {
  return listTensors(toStartSpec({ model, start } as Parameters<typeof toStartSpec>[0]))
    .filter(({ role }) => role === 'kernel')
    .map(({ layer, shape }) => ({
      layer,
      kind: shape.length === 4 ? 'conv' : 'fc',
      weights: sizeOf(shape),
    }));
}
