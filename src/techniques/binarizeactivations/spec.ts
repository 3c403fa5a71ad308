/**
 * The spec of a net whose layers read signs, in the order of XNOR-Net (arXiv 1603.05279, figure 3): batch
 * norm, binary activation, the layer. Batch norm is put in where none stands there, so that signs are of
 * values around zero. A relu between two such layers is left out: what it gives has one sign only.
 */
import { listNested } from '../../spec/layers/table.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { createNames } from '../../spec/names.ts';
import { replaceLayers } from '../../spec/walk.ts';
import { type KernelOptions, listKernelsOf } from '../ends.ts';

export interface BinaryInputOptions extends KernelOptions {
  /** Whether outputs are multiplied by the scaling map. */
  readonly map: boolean;
}

const SUFFIX = '-signs';

type Layers = readonly LayerSpec[];

/**
 * Whether a layer computes with what it reads, so that no relu or batch norm before it belongs to the next.
 */
const computes = (layer: LayerSpec) => WEIGHED.includes(layer.kind) || listNested(layer).length > 0;
const WEIGHED: readonly string[] = ['conv2d', 'depthwiseConv2d', 'dense'];

/** Names of the layers that read signs after a stage, whose inputs have no bits yet. */
export function listBinaryInputs(spec: ModelSpec, options: KernelOptions): readonly string[] {
  return listKernelsOf(spec, options).map(({ layer }) => layer);
}

export function binarizeActivationsOf(spec: ModelSpec, { map, ...options }: BinaryInputOptions): ModelSpec {
  const names = new Set(listBinaryInputs(spec, options));
  const takeName = createNames(spec);
  const takes = (layer: LayerSpec | undefined) =>
    layer !== undefined && 'name' in layer && names.has(layer.name) && layer.kind !== 'depthwiseConv2d';
  const isBefore = (list: Layers, index: number) => takes(list.slice(index + 1).find(computes));
  const layers = replaceLayers(spec.layers, (layer, list, index): Layers => {
    if (layer.kind === 'relu' && isBefore(list, index)) return [];
    if (!('name' in layer) || !takes(layer) || list[index - 1]?.kind === 'binarizeActivation') return [layer];
    const before = list.slice(list.slice(0, index).findLastIndex(computes) + 1, index);
    const hasNorm = before.some(({ kind }) => kind === 'batchNorm');
    const norm: Layers = hasNorm ? [] : [{ kind: 'batchNorm', name: takeName(`${layer.name}-norm`) }];
    const body: Layers = [{ kind: 'binarizeActivation' }, layer];
    return map
      ? [...norm, { kind: 'inputScaled', name: takeName(`${layer.name}-scaled`), body }]
      : [...norm, ...body];
  });
  const name = spec.name.endsWith(SUFFIX) ? spec.name : `${spec.name}${SUFFIX}`;
  return { ...spec, name, layers };
}
