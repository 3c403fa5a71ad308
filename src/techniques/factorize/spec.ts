/**
 * Which net is it whose dense layers are products of two thin ones? A spec like any other: `fc1` of 784
 * inputs and 300 units becomes `fc1-down` with as many units as the rank and no bias, and `fc1-up` with 300.
 * Numbers for it come from `core/lowrank`.
 */
import { windowedIn } from '../../spec/layers/inputscaled.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { listTensors } from '../../spec/shapes.ts';
import { listLayers, replaceLayers } from '../../spec/walk.ts';

/** One rank for all dense layers, or each layer's. */
export type Ranks = number | Readonly<Record<string, number>>;

/**
 * The rank of each layer that is factorized: those that `ranks` names and whose factors have fewer weights
 * than they.
 */
export function chooseRanks(spec: ModelSpec, ranks: Ranks): ReadonlyMap<string, number> {
  const chosen = new Map<string, number>();
  const kernels = new Map(
    listTensors(spec)
      .filter(({ role }) => role === 'kernel')
      .map(({ layer, shape }) => [layer, shape]),
  );
  for (const layer of listDenseLayers(spec.layers)) {
    const rank = typeof ranks === 'number' ? ranks : ranks[layer];
    const [rows = 0, columns = 0] = kernels.get(layer) ?? [];
    if (rank !== undefined && rank * (rows + columns) < rows * columns) chosen.set(layer, rank);
  }
  return chosen;
}

/** The spec with factors for the layers of `chosen`. */
export function factorizeSpec(spec: ModelSpec, chosen: ReadonlyMap<string, number>): ModelSpec {
  if (chosen.size === 0) return spec;
  return { ...spec, name: `${spec.name}-low-rank`, layers: splitLayers(spec.layers, chosen) };
}

/** Names of the two layers that stand for one. */
export function toFactorNames(layer: string): { readonly down: string; readonly up: string } {
  return { down: `${layer}-down`, up: `${layer}-up` };
}

/** Those that can be two: a layer that its inputs scale (XNOR-Net) is one by its nature. */
export function listDenseLayers(layers: readonly LayerSpec[]): string[] {
  const all = listLayers(layers);
  const scaled = new Set(
    all.flatMap(({ layer }) => (layer.kind === 'inputScaled' ? [windowedIn(layer).name] : [])),
  );
  return all.flatMap(({ layer }) => (layer.kind === 'dense' && !scaled.has(layer.name) ? [layer.name] : []));
}

function splitLayers(
  layers: readonly LayerSpec[],
  chosen: ReadonlyMap<string, number>,
): readonly LayerSpec[] {
  return replaceLayers(layers, (layer) => {
    const rank = layer.kind === 'dense' ? chosen.get(layer.name) : undefined;
    if (layer.kind !== 'dense' || rank === undefined) return [layer];
    const { down, up } = toFactorNames(layer.name);
    return [
      { kind: 'dense', name: down, units: rank, bias: false },
      { ...layer, name: up },
    ];
  });
}
