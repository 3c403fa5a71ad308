/** Where do the stores live? In one lab for the page, made on first use; tests put their own in its place. */
import type { StoreApi } from 'zustand/vanilla';
import type { EngineState } from './enginestate.ts';
import type { ModelState } from './modelstate.ts';
import type { EvaluationQuery, EvaluationState, PredictionState, TestImageState } from './querystate.ts';
import type { RunState } from './runstate.ts';
import type { SavedRunsState } from './savedstate.ts';
import type { Settings } from './settingsstate.ts';
import type { SweepState } from './sweepstate.ts';

/** Asks one question at a time; see `latest.ts`. */
export interface Asker<Question, State> {
  readonly ask: (question: Question | null) => void;
  readonly isAbout: (question: Question | null) => boolean;
  readonly getState: () => State;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

export interface Lab {
  readonly engine: StoreApi<EngineState>;
  readonly run: (name: string) => StoreApi<RunState>;
  readonly sweep: (name: string) => StoreApi<SweepState>;
  readonly model: (slot: string) => StoreApi<ModelState>;
  readonly savedRuns: StoreApi<SavedRunsState>;
  readonly settings: {
    readonly store: StoreApi<Settings>;
    readonly change: (change: Partial<Settings>) => void;
  };
  readonly createEvaluationAsker: (slot: string) => Asker<EvaluationQuery, EvaluationState>;
  readonly createPredictionAsker: (
    slots: readonly string[],
  ) => Asker<Uint8Array, Readonly<Record<string, PredictionState>>>;
  readonly createTestImageAsker: () => Asker<
    { readonly dataset: 'mnist' | 'cifar10'; readonly index: number },
    TestImageState
  >;
  readonly close: () => void;
}

let current: Lab | null = null;
let create: (() => Lab) | null = null;

/** The page's lab. */
export function getLab(): Lab {
  if (current === null) {
    if (create === null) throw new Error('no lab: setLab or setLabFactory comes first');
    current = create();
  }
  return current;
}

/** Puts a lab in place of the page's own; null closes it. */
export function setLab(lab: Lab | null): void {
  current?.close();
  current = lab;
}

/** How `getLab` makes the page's lab on first use. */
export function setLabFactory(factory: () => Lab): void {
  create = factory;
}
