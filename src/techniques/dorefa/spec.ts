/** The spec of a net whose layers get gradients of few bits: behind each stands what rounds them. */
import { windowedIn } from '../../spec/layers/inputscaled.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { createNames } from '../../spec/names.ts';
import { replaceLayers } from '../../spec/walk.ts';
import { type KernelOptions, listKernelsOf } from '../ends.ts';

interface GradientOptions extends KernelOptions {
  /** Absent where gradients stay as they are. */
  readonly gradients?: number | undefined;
}

/** The layer with a kernel that a place in a list stands for: one whose inputs scale it, with those. */
function nameAt(layer: LayerSpec, list: readonly LayerSpec[]): string | undefined {
  if (layer.kind === 'inputScaled') return windowedIn(layer).name;
  const isInside = list.length === 2 && list[0]?.kind === 'binarizeActivation';
  return !isInside && 'name' in layer ? layer.name : undefined;
}

export function quantizeGradientsOf(
  spec: ModelSpec,
  { gradients: bits, ...options }: GradientOptions,
): ModelSpec {
  if (bits === undefined) return spec;
  const names = new Set(listKernelsOf(spec, options).map(({ layer }) => layer));
  const takeName = createNames(spec);
  const layers = replaceLayers(spec.layers, (layer, list, index): readonly LayerSpec[] => {
    if (layer.kind === 'quantizeGradient') return [{ ...layer, bits }];
    const name = nameAt(layer, list);
    if (name === undefined || !names.has(name) || list[index + 1]?.kind === 'quantizeGradient')
      return [layer];
    return [layer, { kind: 'quantizeGradient', name: takeName(`${name}-gradient`), bits }];
  });
  return { ...spec, layers };
}
