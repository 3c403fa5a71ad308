/**
 * How many bits has a weight's code? A cluster stage says it by layer, by kind of layer (`conv`, `fc`, and
 * `bias` for the biases of all layers), or for all kernels at once; a layer's own name counts before its
 * kind. Tensors without bits are left alone.
 */

import type { TensorInfo } from '../../spec/model.ts';
import type { ClusterStage } from './stage.ts';

export function toBits(
  stage: ClusterStage,
  { layer, role, shape }: Pick<TensorInfo, 'layer' | 'role' | 'shape'>,
): number | undefined {
  const { bits, except } = stage;
  if (except?.includes(layer)) return undefined;
  if (role === 'bias') return typeof bits === 'object' ? bits.bias : undefined;
  if (role !== 'kernel') return undefined;
  if (typeof bits === 'number') return bits;
  return bits[layer] ?? bits[shape.length === 4 ? 'conv' : 'fc'];
}
