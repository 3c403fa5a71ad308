/** Curves over bits: a sweep of recipes, one for each start, scope and number of bits, whose points fill in live. */
import { useMemo } from 'react';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { useSweep } from '../../../src/state/hooks.ts';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import type { Sweeping } from '../../parts/figures/SweepBar.tsx';
import {
  CURVE_BITS,
  INITS,
  type InitName,
  MOST_OPTIMAL_BITS,
  type Scope,
  SEED,
  toCurveStage,
  toShareRecipe,
} from '../recipe.ts';
import type { Sharing } from '../settings.ts';
import { SWEEP } from './slots.ts';

export interface CurveId {
  readonly init: InitName;
  readonly scope: Scope;
}

const toGroup = ({ init, scope }: CurveId) => `${init}-${scope}`;
/** What all curves of a figure have in common. */
type Common = Pick<Sharing, 'model' | 'prune' | 'draw'>;

const toKey = ({ model, prune, draw }: Common, id: CurveId, bits: number) =>
  `${toGroup(id)}-${bits}-${model}-${prune}${id.init === 'forgy' ? `-${draw}` : ''}`;

/** The recipes of some curves, from the bits at which curves part. */
export function toSweepItems(common: Common, curves: readonly CurveId[]): SweepItem[] {
  const { model, prune, draw } = common;
  const order = [...CURVE_BITS].sort((a, b) => Math.abs(a - 3) - Math.abs(b - 3));
  return order.flatMap((bits) =>
    curves
      .filter(({ init }) => init !== 'optimal' || bits <= MOST_OPTIMAL_BITS)
      .map((id) => ({
        key: toKey(common, id, bits),
        group: toGroup(id),
        x: bits,
        recipe: toShareRecipe(
          model,
          prune,
          toCurveStage(id.init, id.scope, bits),
          id.init === 'forgy' ? draw : SEED,
        ),
      })),
  );
}

/** All starts on one scope. */
export function toStartCurves(scope: Scope): readonly CurveId[] {
  return INITS.map((init) => ({ init, scope }));
}

/** One start on the scopes that the net has. */
export function toScopeCurves(scopes: readonly Scope[], init: InitName): readonly CurveId[] {
  return scopes.map((scope) => ({ init, scope }));
}

export interface BitsResult {
  readonly bits: number;
  readonly ledger: Ledger;
}

export interface BitsCurves extends Sweeping {
  /** In the order of the curves asked for; each in ascending bits. */
  readonly curves: readonly { readonly id: CurveId; readonly points: readonly BitsResult[] }[];
}

/** The curves of a net after some pruning; points of other nets do not count. */
export function useBitsCurves({ model, prune, draw }: Common, ids: readonly CurveId[]): BitsCurves {
  const common = useMemo(() => ({ model, prune, draw }), [model, prune, draw]);
  const sweep = useSweep(SWEEP);
  const { points, actions, status } = sweep;
  const curves = useMemo(
    () =>
      ids.map((id) => ({
        id,
        points: CURVE_BITS.flatMap((bits) => {
          const key = toKey(common, id, bits);
          const ledger = points.find((point) => point.key === key)?.ledger;
          return ledger ? [{ bits, ledger }] : [];
        }),
      })),
    [points, common, ids],
  );
  const items = useMemo(() => toSweepItems(common, ids), [common, ids]);
  const done = curves.reduce((sum, each) => sum + each.points.length, 0);
  const isOurs = items.some(({ key }) => points.some((point) => point.key === key));
  return {
    curves,
    isLive: isOurs && (status === 'running' || status === 'paused'),
    isPaused: status === 'paused',
    isWhole: done === items.length,
    progress: done / items.length,
    secondsLeft: sweep.secondsLeft,
    start: () => {
      // Points of other curves that have ended are kept: two figures share the sweep.
      const kept = points.filter(
        (point) => point.status === 'ended' && !items.some((item) => item.key === point.key),
      );
      void actions.start([...items, ...kept]);
    },
    pause: () => void actions.pause(),
    resume: () => void actions.resume(),
    cancel: () => void actions.cancel(),
    reset: () => void actions.reset(),
  };
}
