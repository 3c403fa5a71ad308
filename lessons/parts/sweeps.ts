/**
 * Points of curves that fill in, as a figure reads them: ledgers by key, and the bar that starts, pauses and
 * clears them.
 */
import { useMemo } from 'react';
import type { Ledger } from '../../src/protocol/ledger.ts';
import { useSweep } from '../../src/state/hooks.ts';
import type { SweepItem } from '../../src/state/sweepstate.ts';
import type { Sweeping } from './figures/SweepBar.tsx';

export interface SweepPoints extends Sweeping {
  /** Of the points that are measured; of other settings than the items' too. */
  readonly ledgers: ReadonlyMap<string, Ledger>;
}

/** @param items what this figure draws; points of other figures on the same sweep are kept when it starts */
export function useSweepPoints(name: string, items: readonly SweepItem[]): SweepPoints {
  const sweep = useSweep(name);
  const { points, actions, status } = sweep;
  const ledgers = useMemo(
    () => new Map(points.flatMap(({ key, ledger }) => (ledger === null ? [] : [[key, ledger] as const]))),
    [points],
  );
  const done = items.reduce((sum, { key }) => sum + (ledgers.has(key) ? 1 : 0), 0);
  const failed = points.find(
    ({ key, failure }) => failure !== null && items.some((each) => each.key === key),
  );
  const isOurs = items.some(({ key }) => points.some((point) => point.key === key));
  return {
    ledgers,
    isLive: isOurs && (status === 'running' || status === 'paused'),
    isPaused: status === 'paused',
    hasPoints: done > 0,
    isWhole: done === items.length,
    failure: failed?.failure ?? null,
    progress: done / Math.max(1, items.length),
    secondsLeft: sweep.secondsLeft,
    start: () => {
      const kept = points.filter(
        (point) => point.status === 'ended' && !items.some(({ key }) => key === point.key),
      );
      void actions.start([...items, ...kept]);
    },
    pause: () => void actions.pause(),
    resume: () => void actions.resume(),
    cancel: () => void actions.cancel(),
    reset: () => void actions.reset(),
  };
}
