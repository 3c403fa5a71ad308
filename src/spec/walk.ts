/**
 * The one walk over a spec's layers, those inside other layers included. A layer's path says where it stands:
 * `layers[4].body[0]`.
 */
import { type LayerSpec, listNested, putNested } from './layers/table.ts';

/** A layer where it stands. */
export interface LayerPlace {
  readonly layer: LayerSpec;
  readonly path: string;
  /** The list that holds it, and its place there. */
  readonly list: readonly LayerSpec[];
  readonly index: number;
}

/** Every layer; those inside a layer come before it. */
export function listLayers(layers: readonly LayerSpec[], path = 'layers'): LayerPlace[] {
  return layers.flatMap((layer, index) => {
    const here = `${path}[${index}]`;
    const inside = listNested(layer).flatMap(({ key, layers: list }) => listLayers(list, `${here}.${key}`));
    return [...inside, { layer, path: here, list: layers, index }];
  });
}

/**
 * A list of layers with each layer replaced by none, one or several. Layers inside a layer are replaced
 * before it.
 * @param replace gets a layer, and the list that held it with its place there
 */
export function replaceLayers(
  layers: readonly LayerSpec[],
  replace: (layer: LayerSpec, list: readonly LayerSpec[], index: number) => readonly LayerSpec[],
): readonly LayerSpec[] {
  return layers.flatMap((layer, index) => {
    const nested = listNested(layer);
    const lists = nested.map(({ layers: list }) => replaceLayers(list, replace));
    return replace(nested.length === 0 ? layer : putNested(layer, lists), layers, index);
  });
}

/**
 * Whose output each layer reads, by path: that of another layer, by its path, or the images, where undefined.
 */
export function listInputPaths(layers: readonly LayerSpec[]): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  const follow = (list: readonly LayerSpec[], path: string, start: string | undefined) => {
    let input = start;
    for (const [index, layer] of list.entries()) {
      const here = `${path}[${index}]`;
      found.set(here, input);
      for (const { key, layers: inside } of listNested(layer)) follow(inside, `${here}.${key}`, input);
      input = here;
    }
  };
  follow(layers, 'layers', undefined);
  return found;
}
