/** Layers that nets of 3x3 convolutions are made of. */
import type { LayerSpec } from '../model.ts';

export const relu: LayerSpec = { kind: 'relu' };

export function convBnRelu(name: string, filters: number): LayerSpec[] {
  return [
    { kind: 'conv2d', name, filters, kernelSize: 3, padding: 'same', bias: false },
    { kind: 'batchNorm', name: `${name}-bn` },
    relu,
  ];
}
