/** Which layers of a recipe's model can a form set one by one? Those with a kernel. */

import { toModelSpec } from '../../recipe/fit.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { listTensors, sizeOf } from '../../recipe/shapes.ts';

export interface KernelLayer {
  readonly layer: string;
  /** Convolutions have kernels of four dimensions. */
  readonly kind: 'conv' | 'fc';
  readonly weights: number;
}

/** In the model's order. */
export function listKernelLayers(model: RecipeInput['model']): readonly KernelLayer[] {
  return listTensors(toModelSpec(model as Parameters<typeof toModelSpec>[0]))
    .filter(({ role }) => role === 'kernel')
    .map(({ layer, shape }) => ({
      layer,
      kind: shape.length === 4 ? 'conv' : 'fc',
      weights: sizeOf(shape),
    }));
}
