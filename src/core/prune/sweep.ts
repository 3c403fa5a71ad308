/**
 * Which weights does no answer depend on? Pruning leaves units that nothing reads, and units that read nothing and give the same
 * number for every image. A sweep takes away the first with all their weights; what the second give is added to the
 * biases of the next layer, and they go too. The function of the net stays what it was, but for rounding; the file and the work shrink.
 * Han et al. 2015 (arXiv 1506.02626, section 3.5, "Pruning neurons").
 *
 * Pairs of layers are found along the top level of a spec, with nothing but relu, dropout, flatten and pooling in between. Units next to
 * batch norm, residual blocks or depthwise kernels are left alone, and so are constants that a padded convolution would read.
 */
import { rowOf } from '../../spec/layers/table.ts';
import type { ModelSpec } from '../../spec/model.ts';
import type { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';

/** A layer whose units are read by the next one alone. */
export interface LayerPair {
  readonly from: string;
  readonly to: string;
  /** What reaches the next layer of a unit that gives the same number for every image. */
  readonly ofConstant: (value: number) => number;
  /** Whether every output of the next layer reads each input with all of its weights, without padding. */
  readonly isUniform: boolean;
}

/** Effective values of a layer, row-major: kernel [..., inputs, outputs], bias [outputs] where there is one. */
export interface SweptLayer {
  readonly kernel: Float32Array;
  readonly outputs: number;
  readonly bias: Float32Array | undefined;
}

export function listLayerPairs(spec: ModelSpec): LayerPair[] {
  const pairs: LayerPair[] = [];
  let from: string | undefined;
  let between: ((value: number) => number)[] = [];
  for (const layer of spec.layers) {
    const { units } = rowOf(layer);
    if (units.kind === 'kept') {
      between.push(units.ofConstant);
      continue;
    }
    const name = units.kind === 'made' && 'name' in layer ? layer.name : undefined;
    if (units.kind === 'made' && name !== undefined && from !== undefined) {
      const steps = between;
      const ofConstant = (value: number) => steps.reduce((result, step) => step(result), value);
      pairs.push({ from, to: name, ofConstant, isUniform: units.isUniform(layer) });
    }
    from = name;
    between = [];
  }
  return pairs;
}

/**
 * Sets to zero what no answer depends on and moves constants on, in place.
 * @returns how many values are zero that were not
 */
export function sweepLayers(layers: ReadonlyMap<string, SweptLayer>, pairs: readonly LayerPair[]): number {
  let swept = 0;
  for (let before = -1; before !== swept; ) {
    before = swept;
    for (const pair of pairs) swept += sweepPair(layers.get(pair.from)!, layers.get(pair.to)!, pair);
  }
  return swept;
}

function sweepPair(from: SweptLayer, to: SweptLayer, { ofConstant, isUniform }: LayerPair): number {
  let swept = 0;
  const clear = (values: Float32Array, place: number) => {
    if (values[place] === 0) return;
    values[place] = 0;
    swept++;
  };
  const units = from.outputs;
  for (let unit = 0; unit < units; unit++) {
    const reads = placesOfOutput(from, unit);
    const isRead = placesOfInput(to, unit, units).some((place) => to.kernel[place] !== 0);
    if (!isRead) {
      for (const place of reads) clear(from.kernel, place);
      if (from.bias !== undefined) clear(from.bias, unit);
      continue;
    }
    if (reads.some((place) => from.kernel[place] !== 0)) continue;
    const constant = ofConstant(from.bias?.[unit] ?? 0);
    if (constant !== 0 && !(isUniform && to.bias !== undefined)) continue;
    for (const place of placesOfInput(to, unit, units)) {
      if (constant !== 0) to.bias![place % to.outputs]! += constant * to.kernel[place]!;
      clear(to.kernel, place);
    }
    if (from.bias !== undefined) clear(from.bias, unit);
  }
  return swept;
}

/** Where the weights lie that an output's value comes from. */
function placesOfOutput({ kernel, outputs }: SweptLayer, output: number): number[] {
  return Array.from({ length: kernel.length / outputs }, (_, row) => row * outputs + output);
}

/** Where the weights lie that read a unit of the layer before: every `units`th row, at all places of the image. */
function placesOfInput({ kernel, outputs }: SweptLayer, unit: number, units: number): number[] {
  const rows = kernel.length / outputs;
  const places: number[] = [];
  for (let row = unit; row < rows; row += units)
    for (let output = 0; output < outputs; output++) places.push(row * outputs + output);
  return places;
}

/** Sweeps a live network. What goes is masked, so that training does not bring it back. */
export async function sweepNetwork(network: Network): Promise<void> {
  const pairs = listLayerPairs(network.spec);
  const names = new Set(pairs.flatMap(({ from, to }) => [from, to]));
  const layers = new Map<string, SweptLayer>();
  for (const name of names) {
    const kernel = await network.readEffective(`${name}/kernel`);
    const hasBias = network.tensors.some((each) => each.name === `${name}/bias`);
    const bias = hasBias ? await network.readEffective(`${name}/bias`) : undefined;
    layers.set(name, { kernel, bias, outputs: network.info(`${name}/kernel`).units });
  }
  sweepLayers(layers, pairs);
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
