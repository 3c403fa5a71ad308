/**
 * Units that no answer depends on. Pruning leaves units that nothing reads, and units that read nothing and
 * give the same number for every image. The first go with all their weights; what the second give is added to
 * the biases of the next layer, and they go too. The function of the net stays what it was, but for rounding;
 * the file and the work shrink. Han et al. 2015 (arXiv 1506.02626, section 3.5, "Pruning neurons").
 *
 * Pairs of layers are found along the top level of a spec, with nothing but relu, dropout, flatten and
 * pooling in between. Units next to batch norm, residual blocks or depthwise kernels are left alone, and so
 * are constants that a padded convolution would read.
 */
import { rowOf } from '../../spec/layers/table.ts';
import type { ModelSpec } from '../../spec/model.ts';

/** A layer whose units are read by the next one alone. */
export interface LayerPair {
  readonly from: string;
  readonly to: string;
  /**
   * What reaches the next layer of a unit that gives the same number for every image, where that is known.
   */
  readonly ofConstant: (value: number) => number | undefined;
  /** Whether every output of the next layer reads each input with all of its weights, without padding. */
  readonly isUniform: boolean;
}

/**
 * Effective values of a layer, row-major: kernel [..., inputs, outputs], bias [outputs] where there is one.
 */
export interface LayerValues {
  readonly kernel: Float32Array;
  readonly outputs: number;
  readonly bias: Float32Array | undefined;
}

export function listLayerPairs(spec: ModelSpec): LayerPair[] {
  const pairs: LayerPair[] = [];
  let from: string | undefined;
  let between: LayerPair['ofConstant'][] = [];
  for (const layer of spec.layers) {
    const { units } = rowOf(layer);
    if (units.kind === 'kept') {
      between.push(units.ofConstant);
      continue;
    }
    const name = units.kind === 'made' && 'name' in layer ? layer.name : undefined;
    if (units.kind === 'made' && name !== undefined && from !== undefined) {
      const steps = between;
      const ofConstant = (value: number) =>
        steps.reduce<number | undefined>(
          (result, step) => (result === undefined ? undefined : step(result)),
          value,
        );
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
export function removeDeadUnits(
  layers: ReadonlyMap<string, LayerValues>,
  pairs: readonly LayerPair[],
): number {
  let removed = 0;
  for (let before = -1; before !== removed; ) {
    before = removed;
    for (const pair of pairs) removed += removeFromPair(layers.get(pair.from)!, layers.get(pair.to)!, pair);
  }
  return removed;
}

function removeFromPair(from: LayerValues, to: LayerValues, { ofConstant, isUniform }: LayerPair): number {
  let removed = 0;
  const clear = (values: Float32Array, place: number) => {
    if (values[place] === 0) return;
    values[place] = 0;
    removed++;
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
    if (constant === undefined) continue;
    if (constant !== 0 && !(isUniform && to.bias !== undefined)) continue;
    for (const place of placesOfInput(to, unit, units)) {
      if (constant !== 0) to.bias![place % to.outputs]! += constant * to.kernel[place]!;
      clear(to.kernel, place);
    }
    if (from.bias !== undefined) clear(from.bias, unit);
  }
  return removed;
}

/** Where the weights lie that an output's value comes from. */
export function placesOfOutput({ kernel, outputs }: LayerValues, output: number): number[] {
  return Array.from({ length: kernel.length / outputs }, (_, row) => row * outputs + output);
}

/**
 * Where the weights lie that read a unit of the layer before: every `units`th row, at all places of the
 * image.
 */
function placesOfInput({ kernel, outputs }: LayerValues, unit: number, units: number): number[] {
  const rows = kernel.length / outputs;
  const places: number[] = [];
  for (let row = unit; row < rows; row += units)
    for (let output = 0; output < outputs; output++) places.push(row * outputs + output);
  return places;
}
