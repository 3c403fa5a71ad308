/**
 * A net with more filters and units in each layer (WRPN, Mishra et al. 2017, arXiv 1709.01134, section 3), or
 * with fewer. The last layer gives as many answers as before.
 */
import { rowOf } from './layers/table.ts';
import type { LayerSpec, ModelSpec } from './model.ts';
import { listLayers, replaceLayers } from './walk.ts';

/** @param factor each layer's filters and units are multiplied by it, rounded, and are one at least */
export function widenSpec(spec: ModelSpec, factor: number): ModelSpec {
  const makes = (layer: LayerSpec) => rowOf(layer).units.kind === 'made';
  const last = listLayers(spec.layers).findLast(({ layer }) => makes(layer))?.layer;
  const layers = replaceLayers(spec.layers, (layer) => {
    const { units } = rowOf(layer);
    if (units.kind !== 'made' || layer === last) return [layer];
    const count = Number((layer as unknown as Record<string, unknown>)[units.countKey]);
    const wide = { ...layer, [units.countKey]: Math.max(1, Math.round(count * factor)) };
    return [wide as unknown as LayerSpec];
  });
  return { ...spec, name: `${spec.name}-x${factor}`, layers };
}
