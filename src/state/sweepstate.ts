/**
 * What does the page know of a sweep? Many recipes, run one after another or side by side, each ending as one
 * point of a curve: the state behind `useSweep(name)`.
 */
import type { Ledger } from '../protocol/ledger.ts';
import type { Recipe, RecipeInput } from '../recipe/schema.ts';
import type { Failure } from '../spec/failure.ts';

/** One recipe to run. `group` names the curve, `x` the place on its axis. */
export interface SweepItem {
  /** Unique in the sweep. */
  readonly key: string;
  readonly recipe: RecipeInput;
  readonly group: string;
  readonly x: number;
}

export interface SweepPoint {
  readonly key: string;
  readonly recipe: Recipe;
  readonly group: string;
  readonly x: number;
  readonly status: 'waiting' | 'running' | 'ended' | 'failed';
  /** Null until the point's run has ended. */
  readonly ledger: Ledger | null;
  /** Fraction of the point's run that is done. */
  readonly progress: number;
  /** Why its run failed; null where it has not. */
  readonly failure: Failure | null;
}

export type SweepStatus = 'idle' | 'running' | 'paused' | 'ended' | 'cancelled';

export interface SweepActions {
  /**
   * Begins the items in order, as many at once as there are engines for. Points of the last sweep with the
   * same key and recipe are kept, not run again.
   */
  start(items: readonly SweepItem[]): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Stops; finished points stay. */
  cancel(): Promise<void>;
  /** Stops and forgets every point. */
  reset(): Promise<void>;
}

export interface SweepData {
  readonly status: SweepStatus;
  readonly points: readonly SweepPoint[];
  readonly ended: number;
  readonly total: number;
  /** Fraction of the whole sweep that is done. */
  readonly progress: number;
  /** Null until a first pace is known. */
  readonly secondsLeft: number | null;
}

export interface SweepState extends SweepData {
  /** Stable: the same object for the life of the sweep. */
  readonly actions: SweepActions;
}

export const IDLE_SWEEP: SweepData = {
  status: 'idle',
  points: [],
  ended: 0,
  total: 0,
  progress: 0,
  secondsLeft: null,
};
