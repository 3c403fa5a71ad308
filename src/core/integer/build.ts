/**
 * A net of whole numbers from a quantized model: kernels on grids of 8 bits or fewer, activations that layers
 * of the spec put on grids, batch norm taken in. What cannot be said in whole numbers is refused by one
 * sentence that names the layer.
 */
import type { IntegerNet } from '../../math/integernet.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { type LayerSpec, listNested } from '../../spec/layers/table.ts';
import { traceShapes } from '../../spec/shapes.ts';
import { type Flow, IntegerNetParts, type Placed } from './flow.ts';
import { toImageGrid, toImageNumbers, toQuantizerGrid } from './grids.ts';
import { buildLayer } from './layers.ts';

export interface IntegerModel {
  readonly net: IntegerNet;
  /** The whole number of each byte of an image, 256 for each channel. */
  readonly numbers: Uint8Array;
}

/**
 * @param model effective tensors with their grids, no transforms
 * @param levels normalised values of the 256 bytes, channel after channel (`createLevels`)
 * @throws where a layer has no form in whole numbers
 */
export function buildIntegerModel(model: ModelSnapshot, levels: Float32Array): IntegerModel {
  const { spec } = model;
  const shapes = new Map(traceShapes(spec).map((each) => [each.path, each]));
  const [first] = spec.layers;
  const isGiven = first?.kind === 'quantizeActivation';
  const read = (name: string) => model.tensors.find((each) => each.name === name)!.values;
  const grid = isGiven ? toQuantizerGrid(first, read) : toImageGrid(levels);
  const parts = new IntegerNetParts({ shape: spec.inputShape, grid });
  const walk = (layers: readonly LayerSpec[], path: string, start: Flow, from = 0): Flow =>
    layers.slice(from).reduce((flow: Flow, layer, index) => {
      const here = `${path}[${from + index}]`;
      const buildNested = (input: Placed) =>
        listNested(layer).map(({ key, layers: list }) => walk(list, `${here}.${key}`, input));
      const label = 'name' in layer ? layer.name : here;
      return buildLayer(flow, layer, { parts, model, shape: shapes.get(here)!, label, buildNested });
    }, start);
  const end = walk(spec.layers, 'layers', { kind: 'value', id: 0 }, isGiven ? 1 : 0);
  parts.toLogits(end);
  const { values, nodes } = parts;
  return { net: { name: spec.name, values, nodes }, numbers: toImageNumbers(levels, grid) };
}
