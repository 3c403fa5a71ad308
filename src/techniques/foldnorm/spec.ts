/**
 * Batch norm taken into the weights before it (Jacob et al. 2018, arXiv 1712.05877, section 3.2): the spec of
 * a net without the batch norms that directly follow a convolution or dense layer, which has a bias then.
 */
import type { LayerSpec } from '../../spec/layers/table.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { listLayers, replaceLayers } from '../../spec/walk.ts';

type WeightedLayer = Extract<LayerSpec, { kind: 'conv2d' | 'depthwiseConv2d' | 'dense' }>;
type NormLayer = Extract<LayerSpec, { kind: 'batchNorm' }>;

const WEIGHTED: readonly LayerSpec['kind'][] = ['conv2d', 'depthwiseConv2d', 'dense'];

/** Whether a layer's weights can take in a batch norm after it. */
export function takesNorm(layer: LayerSpec | undefined): layer is WeightedLayer {
  return layer !== undefined && WEIGHTED.includes(layer.kind);
}

/** A layer and the batch norm that its weights take in. */
export interface FoldedPair {
  readonly layer: WeightedLayer;
  readonly norm: string;
}

export function listFoldedPairs(spec: ModelSpec): FoldedPair[] {
  return listLayers(spec.layers).flatMap(({ layer, list, index }) => {
    const norm = findNorm(list, index);
    return norm !== undefined && takesNorm(layer) ? [{ layer, norm: norm.name }] : [];
  });
}

/** The spec afterwards; the same one where there is nothing to take in. */
export function foldNormSpec(spec: ModelSpec): ModelSpec {
  if (listFoldedPairs(spec).length === 0) return spec;
  const layers = replaceLayers(spec.layers, (layer, list, index): readonly LayerSpec[] => {
    if (findNorm(list, index - 1) !== undefined) return [];
    if (findNorm(list, index) === undefined || !takesNorm(layer)) return [layer];
    const { bias, ...others } = layer;
    return [others];
  });
  return { ...spec, name: `${spec.name}-folded`, layers };
}

/** The batch norm right behind a layer that can take it in. */
function findNorm(list: readonly LayerSpec[], index: number): NormLayer | undefined {
  const next = list[index + 1];
  return next?.kind === 'batchNorm' && takesNorm(list[index]) ? next : undefined;
}
