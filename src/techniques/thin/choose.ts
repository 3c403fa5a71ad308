/**
 * Which units can go without changing an answer. A unit goes where each layer that reads it either has no
 * weight for it, or gets zero from it, or gets a number that never changes and can take it into its biases.
 * Where the number cannot move (a padded window reads less of it at the border; there is no bias), one such
 * unit of a layer carries for the others: their weights are added to its own, in the ratio of the numbers.
 *
 * A layer keeps at least one unit.
 */
import type { Flow, MakingLayer } from './flow.ts';

/** A layer that reads units, and what it can take. */
export interface Taker {
  readonly layer: MakingLayer;
  readonly kernel: Float32Array;
  /** Whether a constant can go into the bias of an output. */
  readonly isBiasOpen: (output: number) => boolean;
  /** Whether weights can be added to the kernel's. */
  readonly isKernelOpen: boolean;
}

/** Where the number goes that a removed unit gives to a row of weights: to the biases, or to another row. */
export interface Move {
  readonly layer: string;
  readonly row: number;
  readonly constant: number;
  readonly carrier?: { readonly row: number; readonly constant: number };
}

export interface Choice {
  /** Units that go, each by the one that stands for all that it is added to. */
  readonly removed: ReadonlySet<number>;
  readonly moves: readonly Move[];
}

/** What becomes of a unit's number where a row of weights reads it. */
type Way = 'nowhere' | 'bias' | 'carrier' | 'stay';

/** A row of weights that reads a unit. */
interface Reading {
  readonly layer: string;
  readonly row: number;
  readonly constant: number | undefined;
  readonly way: Way;
}

type Readings = ReadonlyMap<number, readonly Reading[]>;

export function chooseUnits(flow: Flow, takers: readonly Taker[]): Choice {
  const readings = listReadings(flow, takers);
  const goes = (unit: number, ways: readonly Way[]) =>
    of(readings, unit).every(({ way }) => ways.includes(way));
  const roots = new Set(flow.making.flatMap(({ units }) => units.map(flow.rootOf)));
  const free = [...roots].filter((unit) => !flow.fixed.has(unit));
  const removed = new Set(free.filter((unit) => goes(unit, ['nowhere', 'bias'])));
  const carried = free.filter((unit) => !removed.has(unit) && goes(unit, ['nowhere', 'bias', 'carrier']));
  const carriers = chooseCarriers(groupByWays(flow, carried, readings), readings);
  for (const unit of carriers.keys()) removed.add(unit);
  for (const { units } of flow.making)
    if (units.every((unit) => removed.has(flow.rootOf(unit)))) removed.delete(flow.rootOf(units[0]!));
  return { removed, moves: listMoves(removed, carriers, readings) };
}

const of = (readings: Readings, unit: number) => readings.get(unit) ?? [];

function listReadings(flow: Flow, takers: readonly Taker[]): Readings {
  const readings = new Map<number, Reading[]>();
  for (const taker of takers) {
    const { name, channels, units } = taker.layer;
    for (let row = 0; row < taker.kernel.length / units.length; row++) {
      const { unit, constant } = channels[row % channels.length]!;
      const root = flow.rootOf(unit);
      if (!readings.has(root)) readings.set(root, []);
      readings.get(root)!.push({ layer: name, row, constant, way: findWay(taker, row, constant) });
    }
  }
  return readings;
}

function findWay(taker: Taker, row: number, constant: number | undefined): Way {
  const { layer, kernel, isBiasOpen, isKernelOpen } = taker;
  const readers = [...layer.units.keys()].filter((output) => kernel[row * layer.units.length + output] !== 0);
  if (readers.length === 0 || constant === 0) return 'nowhere';
  if (constant === undefined) return 'stay';
  if (layer.isUniform && readers.every(isBiasOpen)) return 'bias';
  return isKernelOpen ? 'carrier' : 'stay';
}

/** Units in groups that the same layers make and read, in the same order. */
function groupByWays(flow: Flow, units: readonly number[], readings: Readings): readonly number[][] {
  const makers = new Map<number, string[]>();
  for (const { name, units: made } of flow.making)
    for (const unit of made.map(flow.rootOf)) makers.set(unit, [...(makers.get(unit) ?? []), name]);
  const groups = new Map<string, number[]>();
  for (const unit of units) {
    const key = [...makers.get(unit)!, ...of(readings, unit).map(({ layer }) => layer)].join();
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  return [...groups.values()];
}

/** In each group, the one whose numbers are furthest from zero carries for the others. */
function chooseCarriers(groups: readonly number[][], readings: Readings): ReadonlyMap<number, number> {
  const carriers = new Map<number, number>();
  const constantAt = (unit: number, at: number) => of(readings, unit)[at]?.constant ?? 0;
  for (const group of groups) {
    const needed = of(readings, group[0]!).flatMap((_, at) =>
      group.some((unit) => of(readings, unit)[at]!.way === 'carrier') ? [at] : [],
    );
    const leastOf = (unit: number) => Math.min(...needed.map((at) => Math.abs(constantAt(unit, at))));
    const carrier = group.reduce((best, unit) => (leastOf(unit) > leastOf(best) ? unit : best));
    for (const unit of group) {
      if (unit === carrier) continue;
      const canMove = of(readings, unit).every(
        ({ way }, at) => way !== 'carrier' || constantAt(carrier, at) !== 0,
      );
      if (canMove) carriers.set(unit, carrier);
    }
  }
  return carriers;
}

function listMoves(
  removed: ReadonlySet<number>,
  carriers: ReadonlyMap<number, number>,
  readings: Readings,
): Move[] {
  return [...removed].flatMap((unit) =>
    of(readings, unit).flatMap(({ layer, row, constant, way }, at): Move[] => {
      if (way === 'nowhere' || constant === undefined) return [];
      if (way === 'bias') return [{ layer, row, constant }];
      const to = of(readings, carriers.get(unit)!)[at]!;
      return [{ layer, row, constant, carrier: { row: to.row, constant: to.constant! } }];
    }),
  );
}
