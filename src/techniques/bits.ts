/**
 * Bits by tensor: a stage gives them by layer, by kind of layer (`conv`, `fc`, and `bias` for the biases of
 * all layers), or for all kernels at once. A layer's own name counts before its kind. Tensors without bits
 * are left alone.
 */
import type { TensorInfo } from '../spec/model.ts';
import { type LayerMention, listKeys } from './stage.ts';

/** Words that may stand in place of layer names. */
const TENSOR_KINDS = ['conv', 'fc', 'bias'];

/** The options of a stage that gives tensors bits. */
export interface BitOptions {
  readonly bits: number | Readonly<Record<string, number>>;
  /** Layers to leave alone. */
  readonly except?: readonly string[] | undefined;
}

/** The bits of a tensor's values, where the stage gives it any. */
export function toBits(
  { bits, except }: BitOptions,
  { layer, role, shape }: Pick<TensorInfo, 'layer' | 'role' | 'shape'>,
): number | undefined {
  if (except?.includes(layer)) return undefined;
  if (role === 'bias') return typeof bits === 'object' ? bits.bias : undefined;
  if (role !== 'kernel') return undefined;
  if (typeof bits === 'number') return bits;
  return bits[layer] ?? bits[shape.length === 4 ? 'conv' : 'fc'];
}

/** The layers that such options name. */
export function listBitMentions({ bits, except = [] }: BitOptions): LayerMention[] {
  return [
    ...except.map((layer) => ({ layer, keys: ['except'] })),
    ...listKeys(bits, 'bits').filter(({ layer }) => !TENSOR_KINDS.includes(layer)),
  ];
}
