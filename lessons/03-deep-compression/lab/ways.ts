/** Four ways to a small file as curves that fill in: every point a recipe of its own, weighed by its real file. */
import { useMemo } from 'react';
import { useSweep } from '../../../src/state/hooks.ts';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import type { Sweeping } from '../../parts/figures/SweepBar.tsx';
import type { Net } from '../named.ts';
import { listWayPoints, WAYS, type Way, type WayPoint } from '../ways.ts';
import { SWEEP } from './slots.ts';

export interface WayResult {
  readonly point: WayPoint;
  /** Of the dense file. */
  readonly share: number;
  readonly bytes: number;
  readonly wrong: number;
  readonly tested: number;
}

export interface WayCurves extends Sweeping {
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
  const sweep = useSweep(SWEEP);
  const results = useMemo(() => {
    const byKey = new Map(sweep.points.map((point) => [point.key, point.ledger]));
    const all = listWayPoints(net, trains).flatMap((point): WayResult[] => {
      const ledger = byKey.get(toKey(net, trains, point));
      if (ledger === null || ledger === undefined) return [];
      const { fileBytes, denseFileBytes, wrong, tested } = ledger;
      // SVD's dense file has other layers: the share is of the net that was trained.
      const dense = point.way === 'svd' ? null : denseFileBytes;
      return [{ point, share: dense === null ? 0 : fileBytes / dense, bytes: fileBytes, wrong, tested }];
    });
    const dense = [...byKey.entries()].find(([key, ledger]) => ledger !== null && !key.includes('svd'))?.[1];
    const withShare = all.map((result) =>
      result.share > 0 ? result : { ...result, share: result.bytes / (dense?.denseFileBytes ?? 1e6) },
    );
    return Object.fromEntries(
      WAYS.map((way) => [
        way,
        withShare.filter(({ point }) => point.way === way).sort((a, b) => a.share - b.share),
      ]),
    ) as Record<Way, WayResult[]>;
  }, [sweep.points, net, trains]);
  const done = WAYS.reduce((sum, way) => sum + results[way].length, 0);
  const { actions } = sweep;
  return {
    results,
    isLive: sweep.status === 'running' || sweep.status === 'paused',
    isPaused: sweep.status === 'paused',
    ended: sweep.ended,
    total: sweep.total,
    progress: sweep.progress,
    secondsLeft: sweep.secondsLeft,
    isWhole: done === listWayPoints(net, trains).length,
    start: () => void actions.start(toItems(net, trains)),
    pause: () => void actions.pause(),
    resume: () => void actions.resume(),
    cancel: () => void actions.cancel(),
    reset: () => void actions.reset(),
  };
}
