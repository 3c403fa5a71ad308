/**
 * Which weights does no answer depend on? Pruning leaves units that nothing reads, and units that read nothing and give the same
 * number for every image. A sweep takes away the first with all their weights; what the second give is added to the
 * biases of the next layer, and they go too. The function of the net stays what it was, but for rounding; the file and the work shrink.
 * Han et al. 2015 (arXiv 1506.02626, section 3.5, "Pruning neurons").
 *
 * Pairs of layers are found along the top level of a spec, with nothing but relu, dropout, flatten and pooling in between. Units next to
 * batch norm, residual blocks or depthwise kernels are left alone, and so are constants that a padded convolution would read.
 */
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import type { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';

/** A layer whose units are read by the next one alone. */
export interface LayerPair {
  readonly from: string;
  readonly to: string;
  /** Whether a relu lies between them. */
  readonly hasRelu: boolean;
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
  let hasRelu = false;
  for (const layer of spec.layers) {
    if (layer.kind === 'relu') hasRelu = true;
    if (['relu', 'dropout', 'flatten', 'maxPool', 'averagePool', 'globalAveragePool'].includes(layer.kind))
      continue;
    const isReader = layer.kind === 'conv2d' || layer.kind === 'dense';
    if (isReader && from !== undefined)
      pairs.push({ from, to: layer.name, hasRelu, isUniform: isUnpadded(layer) });
    from = isReader ? layer.name : undefined;
    hasRelu = false;
  }
  return pairs;
}

function isUnpadded(layer: LayerSpec): boolean {
  return layer.kind !== 'conv2d' || (layer.padding ?? 'valid') === 'valid' || layer.padding === 0;
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

function sweepPair(from: SweptLayer, to: SweptLayer, { hasRelu, isUniform }: LayerPair): number {
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
    const bias = from.bias?.[unit] ?? 0;
    const constant = hasRelu ? Math.max(0, bias) : bias;
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
    layers.set(name, { kernel, bias, outputs: network.info(`${name}/kernel`).shape.at(-1)! });
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
