/**
 * How does a component read the lab? One hook for each store. Each takes an optional selector, so that a
 * component renders again only when its part changes; objects that a selector puts together are compared
 * field by field.
 *
 * Outside React the same stores are `getLab().engine`, `getLab().run(name)`, ... with `getState` and
 * `subscribe`.
 */
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand/react';
import { useShallow } from 'zustand/react/shallow';
import type { StoreApi } from 'zustand/vanilla';
import type { SimulationAnswer, SimulationKind, SimulationQuestion } from '../protocol/simulation.ts';
import type { DatasetName } from '../spec/datasets.ts';
import type { CalibrationState } from './calibrationstate.ts';
import { getLab } from './current.ts';
import type { DatasetState, EngineState } from './enginestate.ts';
import type { ModelFile } from './modelfiles.ts';
import type { ModelState } from './modelstate.ts';
import type {
  CentroidState,
  EvaluationQuery,
  EvaluationState,
  FieldQuery,
  FieldState,
  FileMapState,
  GradientQuery,
  GradientState,
  LayerQuery,
  LayerState,
  PositionState,
  PredictionState,
  QueryState,
  TestImageState,
} from './querystate.ts';
import type { RunState } from './runstate.ts';
import type { SavedRunsState } from './savedstate.ts';
import type { SweepState } from './sweepstate.ts';

function useSelected<State, Selected>(
  store: StoreApi<State>,
  select: ((state: State) => Selected) | undefined,
): State | Selected {
  return useStore(store, useShallow(select ?? ((state: State): State | Selected => state)));
}

/** The engine: status, backend, notices, data sets. Opens the engine where nothing has yet. */
export function useEngine(): EngineState;
export function useEngine<Selected>(select: (state: EngineState) => Selected): Selected;
export function useEngine<Selected>(select?: (state: EngineState) => Selected) {
  const store = getLab().engine;
  useEffect(() => store.getState().actions.open(), [store]);
  return useSelected(store, select);
}

/**
 * The engines that this device could run, as far as they have been compared, and what they are worth for the
 * model at hand.
 */
export function useCalibration(): CalibrationState {
  return useStore(getLab().calibration);
}

/** How much of a data set is there. Asks for it where it is absent and `wanted`. */
export function useDataset(name: DatasetName, wanted = true): DatasetState {
  const store = getLab().engine;
  useEffect(() => {
    if (!wanted) return;
    store.getState().actions.open();
    store
      .getState()
      .actions.loadData(name)
      .catch(() => {}); // the state says why
  }, [store, name, wanted]);
  return useStore(store, (state) => state.datasets[name]);
}

/** The run in a slot such as `lesson` or `bench-a`. Slots live as long as the page. */
export function useRun(name: string): RunState;
export function useRun<Selected>(name: string, select: (state: RunState) => Selected): Selected;
export function useRun<Selected>(name: string, select?: (state: RunState) => Selected) {
  return useSelected(getLab().run(name), select);
}

/** A sweep of recipes whose points fill in live. */
export function useSweep(name: string): SweepState;
export function useSweep<Selected>(name: string, select: (state: SweepState) => Selected): Selected;
export function useSweep<Selected>(name: string, select?: (state: SweepState) => Selected) {
  return useSelected(getLab().sweep(name), select);
}

/** The model in a slot of the engine. */
export function useModel(slot: string): ModelState;
export function useModel<Selected>(slot: string, select: (state: ModelState) => Selected): Selected;
export function useModel<Selected>(slot: string, select?: (state: ModelState) => Selected) {
  return useSelected(getLab().model(slot), select);
}

/**
 * Wrong answers of the model in a slot on some images, pruned on the way where the query says so. Ask anew at
 * every move of a slider: one question is on its way at a time, the newest is asked next, late answers are
 * never shown.
 */
export function useEvaluation(slot: string, query: EvaluationQuery | null): EvaluationState {
  const asker = useMemo(() => getLab().createEvaluationAsker(slot), [slot]);
  const key = JSON.stringify(query);
  // Callers write the query in place; its text tells whether it is another one.
  const question = useMemo(() => JSON.parse(key) as EvaluationQuery | null, [key]);
  useEffect(() => asker.ask(question), [asker, question]);
  const state = useSyncExternalStore(asker.subscribe, asker.getState);
  return useCurrent(state, asker.isAbout(question), question !== null);
}

/** The gradient of one tensor of the model in a slot. */
export function useGradient(slot: string, query: GradientQuery | null): GradientState {
  const asker = useMemo(() => getLab().createGradientAsker(slot), [slot]);
  const key = JSON.stringify(query);
  const question = useMemo(() => JSON.parse(key) as GradientQuery | null, [key]);
  useEffect(() => asker.ask(question), [asker, question]);
  const state = useSyncExternalStore(asker.subscribe, asker.getState);
  return useCurrent(state, asker.isAbout(question), question !== null);
}

/** One layer of the model in a slot at work on one image. The question must be memoised. */
export function useLayerReading(slot: string, question: LayerQuery | null): LayerState {
  const asker = useMemo(() => getLab().createLayerAsker(slot), [slot]);
  useEffect(() => asker.ask(question), [asker, question]);
  const state = useSyncExternalStore(asker.subscribe, asker.getState);
  return useCurrent(state, asker.isAbout(question), question !== null);
}

export interface SimulationState<Kind extends SimulationKind>
  extends QueryState<SimulationQuestion<Kind>, SimulationAnswer<Kind>> {
  /** The share that is done; null while nothing is simulated. */
  readonly share: number | null;
  /** Stops it; it then counts as failed. */
  readonly stop: () => void;
  /** Asks again what was stopped or has failed. */
  readonly again: () => void;
}

/** A simulated machine at work, in a worker of its own. The question must be memoised. */
export function useSimulation<Kind extends SimulationKind>(
  question: SimulationQuestion<Kind> | null,
): SimulationState<Kind> {
  const asker = useMemo(() => getLab().createSimulationAsker<Kind>(), []);
  useEffect(() => asker.ask(question), [asker, question]);
  const state = useSyncExternalStore(asker.subscribe, asker.getState);
  const share = useStore(asker.progress);
  const current = useCurrent(state, asker.isAbout(question), question !== null);
  return useMemo(
    () => ({ ...current, share, stop: asker.stop, again: () => asker.ask(question) }),
    [current, share, asker, question],
  );
}

/**
 * The best codebook of some weights, worked out in the engine. `values` must be a new array whenever its
 * content changes.
 */
export function useOptimalCentroids(values: Float32Array | null, clusters: number): CentroidState {
  const asker = useMemo(() => getLab().createCentroidAsker(), []);
  const question = useMemo(() => (values === null ? null : { values, clusters }), [values, clusters]);
  useEffect(() => asker.ask(question), [asker, question]);
  const state = useSyncExternalStore(asker.subscribe, asker.getState);
  return useCurrent(state, asker.isAbout(question), question !== null);
}

/** Between a new question and the effect that asks it, the old answer must not show. */
function useCurrent<Question, Answer>(
  state: QueryState<Question, Answer>,
  isCurrent: boolean,
  isQuestion: boolean,
): QueryState<Question, Answer> {
  return useMemo(() => (isCurrent ? state : toUnanswered(state, isQuestion)), [state, isCurrent, isQuestion]);
}

function toUnanswered<Question, Answer>(
  { previous }: QueryState<Question, Answer>,
  isQuestion: boolean,
): QueryState<Question, Answer> {
  return { status: isQuestion ? 'pending' : 'idle', answer: null, previous, failure: null };
}

/**
 * Class probabilities of one image by each slot's model. `pixels` must be a new array whenever its content
 * changes.
 */
export function usePrediction(
  slots: readonly string[],
  pixels: Uint8Array | null,
): Readonly<Record<string, PredictionState>> {
  const key = slots.join(' ');
  const asker = useMemo(() => getLab().createPredictionAsker(key === '' ? [] : key.split(' ')), [key]);
  useEffect(() => asker.ask(pixels), [asker, pixels]);
  const state = useSyncExternalStore(asker.subscribe, asker.getState);
  const isCurrent = asker.isAbout(pixels);
  const isQuestion = pixels !== null;
  return useMemo(() => {
    if (isCurrent) return state;
    const entries = Object.entries(state).map(([slot, each]) => [slot, toUnanswered(each, isQuestion)]);
    return Object.fromEntries(entries);
  }, [state, isCurrent, isQuestion]);
}

/** What each bit of a model file is for. `bytes` must be a new array whenever its content changes. */
export function useFileMap(bytes: Uint8Array | null): FileMapState {
  const asker = useMemo(() => getLab().createFileMapAsker(), []);
  useEffect(() => asker.ask(bytes), [asker, bytes]);
  const state = useSyncExternalStore(asker.subscribe, asker.getState);
  return useCurrent(state, asker.isAbout(bytes), bytes !== null);
}

/** What a few bits of a file say. The question must be memoised. */
export function useFields(question: FieldQuery | null): FieldState {
  const asker = useMemo(() => getLab().createFieldAsker(), []);
  useEffect(() => asker.ask(question), [asker, question]);
  const state = useSyncExternalStore(asker.subscribe, asker.getState);
  return useCurrent(state, asker.isAbout(question), question !== null);
}

/** Bytes of the positions of one kernel of the model in a slot, in every way to write them. */
export function usePositionSizes(slot: string, tensor: string | null): PositionState {
  const asker = useMemo(() => getLab().createPositionAsker(slot), [slot]);
  useEffect(() => asker.ask(tensor), [asker, tensor]);
  const state = useSyncExternalStore(asker.subscribe, asker.getState);
  return useCurrent(state, asker.isAbout(tensor), tensor !== null);
}

/** One test image with its label. */
export function useTestImage(dataset: DatasetName, index: number | null): TestImageState {
  const asker = useMemo(() => getLab().createTestImageAsker(), []);
  const question = useMemo(() => (index === null ? null : { dataset, index }), [dataset, index]);
  useEffect(() => asker.ask(question), [asker, question]);
  const state = useSyncExternalStore(asker.subscribe, asker.getState);
  return useCurrent(state, asker.isAbout(question), question !== null);
}

/**
 * Model files that the reader has opened, newest first, and how one is opened: rejects with one sentence
 * where it is none.
 */
export function useModelFiles(): {
  readonly files: readonly ModelFile[];
  readonly open: (name: string, bytes: Uint8Array) => Promise<ModelFile>;
} {
  const { modelFiles, model } = getLab();
  const open = useCallback(
    async (name: string, bytes: Uint8Array) => {
      const slot = model('opened-file');
      await slot.getState().actions.loadFile(bytes);
      const { snapshot } = slot.getState();
      if (snapshot === null)
        throw new Error(`${name} was replaced by another file while it was being opened`);
      return modelFiles.add(name, bytes, snapshot);
    },
    [modelFiles, model],
  );
  return { files: useStore(modelFiles.store, ({ files }) => files), open };
}

/** The last runs, newest first. */
export function useSavedRuns(): SavedRunsState;
export function useSavedRuns<Selected>(select: (state: SavedRunsState) => Selected): Selected;
export function useSavedRuns<Selected>(select?: (state: SavedRunsState) => Selected) {
  return useSelected(getLab().savedRuns, select);
}
