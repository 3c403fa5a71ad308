/**
 * How many bits the values have that each layer reads, where a layer before it puts them on a grid. What no
 * layer promises are floating-point numbers: the images, too, once they are normalised.
 */
import { listNested, rowOf } from './layers/table.ts';
import type { LayerSpec, ModelSpec } from './model.ts';

type Bits = number | undefined;

/** By the layer's path (`layers[4].body[0]`); layers that read floating-point numbers are missing. */
export function listInputBits(spec: ModelSpec): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  followList(spec.layers, undefined, 'layers', found);
  return found;
}

function followList(
  layers: readonly LayerSpec[],
  input: Bits,
  path: string,
  found: Map<string, number>,
): Bits {
  return layers.reduce((bits, layer, index) => {
    const here = `${path}[${index}]`;
    if (bits !== undefined) found.set(here, bits);
    for (const { key, layers: list } of listNested(layer)) followList(list, bits, `${here}.${key}`, found);
    return rowOf(layer).bitsOf?.(layer, bits);
  }, input);
}
