/**
 * Four ways to a small file as curves that fill in: every point a recipe of its own, weighed by its real
 * file.
 */
import { useMemo } from 'react';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import { type SweepPoints, useSweepPoints } from '../../parts/sweeps.ts';
import type { Net } from '../named.ts';
import { listWayPoints, WAYS, type Way, type WayPoint } from '../ways.ts';
import { SWEEP } from './names.ts';

export interface WayResult {
  readonly point: WayPoint;
  /** Of the dense file. */
  readonly share: number;
  readonly bytes: number;
  readonly wrong: number;
  readonly tested: number;
}

export interface WayCurves extends SweepPoints {
  readonly results: Readonly<Record<Way, readonly WayResult[]>>;
  readonly ended: number;
  readonly total: number;
}

function toKey(net: Net, trains: boolean, { way, sparsity, bits, rank }: WayPoint): string {
  return [net, trains ? 'trained' : 'plain', way, sparsity, bits, rank].join(' ');
}

/** One way after the other would leave curves empty for long: points come in turns. */
function toItems(net: Net, trains: boolean): SweepItem[] {
  const points = listWayPoints(net, trains);
  const turns = WAYS.map((way) => points.filter((point) => point.way === way));
  const longest = Math.max(...turns.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => turns.flatMap((each) => each[turn] ?? []))
    .flat()
    .map((point) => ({
      key: toKey(net, trains, point),
      recipe: point.recipe,
      group: point.way,
      x: point.sparsity ?? point.bits ?? point.rank ?? 0,
    }));
}

export function useWayCurves(net: Net, trains: boolean): WayCurves {
  const items = useMemo(() => toItems(net, trains), [net, trains]);
  const sweep = useSweepPoints(SWEEP, items);
  const { ledgers } = sweep;
  const results = useMemo(() => {
    // SVD's dense file has other layers: the share is of the net that was trained.
    const dense = [...ledgers].find(([key]) => key.startsWith(net) && !key.includes('svd'))?.[1];
    const toResult = (point: WayPoint): readonly WayResult[] => {
      const ledger = ledgers.get(toKey(net, trains, point));
      if (ledger === undefined) return [];
      const { fileBytes, wrong, tested } = ledger;
      const share = fileBytes / (dense?.denseFileBytes ?? ledger.denseFileBytes);
      return [{ point, share, bytes: fileBytes, wrong, tested }];
    };
    const all = listWayPoints(net, trains).flatMap(toResult);
    return Object.fromEntries(
      WAYS.map((way) => [
        way,
        all.filter(({ point }) => point.way === way).sort((a, b) => a.share - b.share),
      ]),
    ) as Record<Way, WayResult[]>;
  }, [ledgers, net, trains]);
  const ended = items.filter(({ key }) => ledgers.has(key)).length;
  return { ...sweep, results, ended, total: items.length };
}
