/** Takes units out of a spec and out of every tensor that has values for them. */
import { rowOf } from '../../spec/layers/table.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { listTensors } from '../../spec/shapes.ts';
import type { TensorGrid, TensorSnapshot } from '../../spec/tensors.ts';
import { replaceLayers } from '../../spec/walk.ts';
import { type TransformedTensors, takeTransform } from '../transforms.ts';
import type { Channel, Flow } from './flow.ts';

/** What stays of a layer: its units, and the channels that its kernel reads where it reads them all. */
interface Rest {
  readonly units: readonly boolean[];
  readonly channels?: readonly boolean[];
}

export interface CuttableModel extends TransformedTensors {
  readonly spec: ModelSpec;
  readonly grids?: readonly TensorGrid[];
}

/** @param removed each unit by the one that stands for all that it is added to */
export function cutUnits<Model extends CuttableModel>(
  model: Model,
  flow: Flow,
  removed: ReadonlySet<number>,
): Model {
  const rests = listRests(flow, removed);
  const spec = cutSpec(model.spec, rests);
  const shapes = new Map(listTensors(spec).map(({ name, shape }) => [name, shape]));
  const layerOf = (tensor: string) => model.tensors.find(({ name }) => name === tensor)?.layer ?? '';
  const places = new Map(
    model.tensors.flatMap((tensor) => {
      const rest = rests.get(tensor.layer);
      const hasUnits = rest !== undefined && tensor.values.length % rest.units.length === 0;
      return hasUnits ? [[tensor.name, listPlaces(tensor, rest)] as const] : [];
    }),
  );
  return {
    ...model,
    spec,
    tensors: model.tensors.map((tensor) => {
      const left = places.get(tensor.name);
      if (left === undefined) return tensor;
      const values = Float32Array.from(left, (place) => tensor.values[place]!);
      return { ...tensor, shape: shapes.get(tensor.name) ?? [values.length], values };
    }),
    transforms: model.transforms.map((transform) => {
      const left = places.get(transform.tensor);
      return left === undefined ? transform : takeTransform(transform, left);
    }),
    ...(model.grids && {
      grids: model.grids.flatMap((grid) => cutGrid(grid, rests.get(layerOf(grid.tensor)))),
    }),
  };
}

/** A grid with one scale, or one for each unit, goes on; groups of values in a row are others now. */
function cutGrid(grid: TensorGrid, rest: Rest | undefined): TensorGrid[] {
  if (rest === undefined || grid.scales.length === 1) return [grid];
  if (grid.groupSize !== undefined) return [];
  const stays = (_: number, unit: number) => rest.units[unit]!;
  return [{ ...grid, scales: grid.scales.filter(stays), zeroPoints: grid.zeroPoints.filter(stays) }];
}

function listRests(flow: Flow, removed: ReadonlySet<number>): ReadonlyMap<string, Rest> {
  const stays = (unit: number) => !removed.has(flow.rootOf(unit));
  const staying = (channels: readonly Channel[]) => channels.map(({ unit }) => stays(unit));
  return new Map<string, Rest>([
    ...flow.making.map(
      ({ name, units, channels }) =>
        [name, { units: units.map(stays), channels: staying(channels) }] as const,
    ),
    ...flow.scaling.map(({ name, channels }) => [name, { units: staying(channels) }] as const),
  ]);
}

function cutSpec(spec: ModelSpec, rests: ReadonlyMap<string, Rest>): ModelSpec {
  const cutLayer = (layer: LayerSpec): readonly LayerSpec[] => {
    const { units } = rowOf(layer);
    if (units.kind !== 'made' || !('name' in layer)) return [layer];
    const count = rests.get(layer.name)!.units.filter(Boolean).length;
    return [{ ...layer, [units.countKey as string]: count }];
  };
  const name = spec.name.endsWith(THIN) ? spec.name : `${spec.name}${THIN}`;
  return { ...spec, name, layers: replaceLayers(spec.layers, cutLayer) };
}

const THIN = '-thin';

/** Which of a tensor's values stay, in row-major order: the place modulo the units tells the unit. */
function listPlaces({ role, values }: TensorSnapshot, { units, channels }: Rest): Int32Array {
  const rows = role === 'kernel' ? channels : undefined;
  const isLeft = (place: number) =>
    units[place % units.length]! &&
    (rows === undefined || rows[Math.floor(place / units.length) % rows.length]!);
  return Int32Array.from(values.keys()).filter(isLeft);
}
