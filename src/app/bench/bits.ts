/**
 * How does a form say the bits of a cluster stage? As one number, by kind of layer, or layer by layer; each
 * can become any other.
 */

import type { ClusterInput } from './edit.ts';
import type { KernelLayer } from './layers.ts';

export const BITS_BY = ['one', 'kind', 'layer'] as const;
export type BitsBy = (typeof BITS_BY)[number];

export type Bits = ClusterInput['bits'];

/**
 * Deep Compression's choice for AlexNet: 8 bits for convolutions, 5 for dense layers (Han et al. 2016, table
 * 4).
 */
export const USUAL_BITS = { conv: 8, fc: 5 } as const;

/** How these bits are said. */
export function findBitsBy(bits: Bits): BitsBy {
  if (typeof bits === 'number') return 'one';
  return Object.keys(bits).every((key) => ['conv', 'fc', 'bias'].includes(key)) ? 'kind' : 'layer';
}

/** The bits that a layer gets; null where it is left alone. */
export function toLayerBits(bits: Bits, { layer, kind }: KernelLayer): number | null {
  return typeof bits === 'number' ? bits : (bits[layer] ?? bits[kind] ?? null);
}

/**
 * The same bits said another way, as far as that way can. Where kinds differ within themselves, the first
 * layer's count.
 */
export function sayBitsBy(bits: Bits, by: BitsBy, layers: readonly KernelLayer[]): Bits {
  const bias = typeof bits === 'object' && bits.bias !== undefined ? { bias: bits.bias } : {};
  const of = (layer: KernelLayer) => toLayerBits(bits, layer) ?? USUAL_BITS[layer.kind];
  if (by === 'one') return layers[0] === undefined ? USUAL_BITS.fc : of(layers[0]);
  const entries = layers.map((each) => [by === 'kind' ? each.kind : each.layer, of(each)] as const);
  return { ...Object.fromEntries([...entries].reverse()), ...bias };
}
