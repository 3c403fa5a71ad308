/** The spec of a net whose relus hand on few values: a layer behind each of them. */
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { listLayers, replaceLayers } from '../../spec/walk.ts';

export interface ActivationOptions {
  readonly bits: number;
  readonly decay: number;
}

const SUFFIX = '-clipped';

/** A relu's successor is named after the layer before it that has a name. */
function nameBehind(list: readonly LayerSpec[], index: number): string {
  const named = list.slice(0, index).findLast((layer) => 'name' in layer);
  return named !== undefined && 'name' in named ? `${named.name}-clip` : 'clip';
}

/** The spec with a quantizer behind every relu; quantizers that are there take the options. */
export function quantizeActivationsOf(spec: ModelSpec, { bits, decay }: ActivationOptions): ModelSpec {
  const taken = new Set(
    listLayers(spec.layers).flatMap(({ layer }) => ('name' in layer ? [layer.name] : [])),
  );
  const takeName = (wanted: string) => {
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
    taken.add(name);
    return name;
  };
  const layers = replaceLayers(spec.layers, (layer, list, index) => {
    if (layer.kind === 'quantizeActivation') return [{ ...layer, bits, decay }];
    if (layer.kind !== 'relu' || list[index + 1]?.kind === 'quantizeActivation') return [layer];
    return [layer, { kind: 'quantizeActivation', name: takeName(nameBehind(list, index)), bits, decay }];
  });
  const name = spec.name.endsWith(SUFFIX) ? spec.name : `${spec.name}${SUFFIX}`;
  return { ...spec, name, layers };
}

/** The quantizers that a spec has beyond another, and the path there of the relu behind which each stands. */
export function listNewQuantizers(
  before: ModelSpec,
  after: ModelSpec,
): { readonly name: string; readonly relu: string }[] {
  const old = new Set(
    listLayers(before.layers).flatMap(({ layer }) => ('name' in layer ? [layer.name] : [])),
  );
  const relus = listLayers(before.layers).filter(
    ({ layer, list, index }) => layer.kind === 'relu' && list[index + 1]?.kind !== 'quantizeActivation',
  );
  return listLayers(after.layers)
    .flatMap(({ layer }) => (layer.kind === 'quantizeActivation' && !old.has(layer.name) ? [layer.name] : []))
    .map((name, index) => ({ name, relu: relus[index]!.path }));
}
