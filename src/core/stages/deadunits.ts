/** Dead units of a live network: see `techniques/prune/deadunits.ts`. */
import {
  type LayerValues,
  listLayerPairs,
  placesOfOutput,
  removeDeadUnits,
} from '../../techniques/prune/deadunits.ts';
import type { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';

/** Removes dead units of a live network. What goes is masked, so that training does not bring it back. */
export async function removeDeadUnitsOf(network: Network): Promise<void> {
  const pairs = listLayerPairs(network.spec);
  const names = new Set(pairs.flatMap(({ from, to }) => [from, to]));
  const layers = new Map<string, LayerValues>();
  for (const name of names) {
    const kernel = await network.readEffective(`${name}/kernel`);
    const hasBias = network.tensors.some((each) => each.name === `${name}/bias`);
    const bias = hasBias ? await network.readEffective(`${name}/bias`) : undefined;
    layers.set(name, { kernel, bias, outputs: network.info(`${name}/kernel`).units });
  }
  removeDeadUnits(layers, pairs);
  const isReadOn = new Set(pairs.map(({ from }) => from));
  for (const [name, layer] of layers) {
    replaceValues(network, `${name}/kernel`, layer.kernel, (place) => layer.kernel[place] !== 0);
    if (layer.bias === undefined) continue;
    // A bias of zero may yet learn, unless its unit is gone.
    const isAlive = (unit: number) =>
      !isReadOn.has(name) || placesOfOutput(layer, unit).some((place) => layer.kernel[place] !== 0);
    replaceValues(network, `${name}/bias`, layer.bias, isAlive);
  }
}

function replaceValues(
  network: Network,
  name: string,
  values: Float32Array,
  isKept: (place: number) => boolean,
): void {
  network.setValues(name, values);
  const kept = Uint8Array.from(values, (_, place) => (isKept(place) ? 1 : 0));
  network.replaceTransform(name, createMask(name, network.info(name).shape, kept));
}
