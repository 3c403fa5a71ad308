/**
 * How does a slot carry out a run? It joins the record, the queue, the frame and the storage behind one
 * store.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunEvent } from '../protocol/events.ts';
import type { RunSnapshot } from '../protocol/snapshots.ts';
import { parseRecipe } from '../recipe/parse.ts';
import type { Recipe, Stage } from '../recipe/schema.ts';
import { createFrameTask } from './frame.ts';
import { type Job, READER_PRIORITY, SHARED_PRIORITY } from './job.ts';
import type { RunQueue } from './queue.ts';
import { keepWithin, RunRecord } from './runrecord.ts';
import { IDLE_RUN, type RunActions, type RunData, type RunState } from './runstate.ts';
import type { SavedRunsController } from './savedruns.ts';
import type { StoredRun, UnfinishedRuns } from './unfinished.ts';

export interface RunEnvironment {
  readonly queue: RunQueue;
  readonly unfinished: UnfinishedRuns;
  readonly savedRuns: SavedRunsController;
}

/** Most bytes of a run's stage snapshots that outlive the page. */
const KEPT_SNAPSHOT_BYTES = 24 * 1024 * 1024;

/** The store of one slot. */
export function createRun(
  name: string,
  { queue, unfinished, savedRuns }: RunEnvironment,
): StoreApi<RunState> {
  const record = new RunRecord();
  let job: Job | null = null;
  let stored: StoredRun | null = null;
  /** A shared run is one of the page's own, which it makes again by itself. */
  let isDraft = false;

  const publish = () => store.setState(record.data);
  const frame = createFrameTask(publish);
  const set = (change: Partial<RunData>) => {
    record.set(change);
    frame.request();
    frame.flush();
  };

  const keep = () => {
    const { latest, series, epochs, ledgers, engines } = record.data;
    if (latest === null) return;
    const { elapsedMs } = record;
    const curves = { series, epochs, ledgers, engines, elapsedMs };
    unfinished.keep(name, { savedAt: Date.now(), snapshot: latest, ...curves });
  };

  const save = () => {
    const { recipe, latest, ledger, elapsedMs, series, epochs, ledgers, engines } = record.data;
    unfinished.forget(name);
    if (recipe === null || latest === null || ledger === null || isDraft) return;
    const snapshots = keepWithin(record.data.snapshots, KEPT_SNAPSHOT_BYTES);
    const rest = { elapsedMs: elapsedMs ?? 0, series, epochs, ledgers, engines, snapshots };
    savedRuns.save({ name, recipe, ledger, model: latest.model, ...rest });
  };

  const onEvent = (event: RunEvent) => {
    const { status } = record.data;
    record.take(event);
    frame.request();
    if (record.data.status !== status) frame.flush();
    switch (event.kind) {
      case 'epochEnded':
      case 'stageEnded':
      case 'runPaused':
        return keep();
      case 'runEnded':
        return save();
    }
  };

  const submit = (recipe: Recipe, resumeFrom: RunSnapshot | null, priority = READER_PRIORITY) => {
    job = queue.submit({
      recipe,
      resumeFrom,
      priority,
      onEvent,
      onPhase: (phase) => {
        // A paused run that is brought back for a single step stays paused to the reader.
        if (record.data.status !== 'paused') set({ status: phase });
      },
    });
  };

  const drop = async () => {
    const old = job;
    job = null;
    stored = null;
    isDraft = false;
    if (old !== null) await queue.cancel(old);
  };

  const actions: RunActions = {
    async start(input, { isShared = false } = {}) {
      const recipe = parseRecipe(input);
      // Nothing waits in between, so that two quick clicks leave one run.
      const dropped = drop();
      isDraft = isShared;
      record.begin(recipe);
      submit(recipe, null, isShared ? SHARED_PRIORITY : READER_PRIORITY);
      publish();
      await Promise.all([dropped, unfinished.forget(name), savedRuns.leaveSlot(name)]);
    },
    async pause() {
      if (job === null || record.data.status === 'paused') return;
      const wasWaiting = record.data.status === 'queued';
      await queue.pause(job);
      if (wasWaiting) set({ status: 'paused' });
    },
    async resume() {
      if (job === null || record.data.status !== 'paused') return;
      set({ status: 'starting' });
      await queue.resume(job);
    },
    async step() {
      if (job !== null && record.data.status === 'paused') await queue.step(job);
    },
    async cancel() {
      if (job === null) return;
      const dropped = drop();
      set({ status: 'cancelled', pace: null });
      await unfinished.forget(name);
      await dropped;
    },
    async reset() {
      const dropped = drop();
      record.clear();
      publish();
      await Promise.all([dropped, unfinished.forget(name), savedRuns.leaveSlot(name)]);
    },
    async resumeFromLastGood({ learningRateFactor = 1 } = {}) {
      const lastGood = record.data.failure?.lastGood;
      if (lastGood === undefined || lastGood === null) return;
      const recipe = scaleLearningRates(lastGood.recipe, learningRateFactor);
      const dropped = drop();
      set({ failure: null, recipe, status: 'starting' });
      submit(recipe, { ...lastGood, recipe });
      await dropped;
    },
    async goOn() {
      if (stored === null) return;
      const { snapshot } = stored;
      record.restore(stored);
      const dropped = drop();
      submit(snapshot.recipe, snapshot);
      publish();
      await dropped;
    },
    async discardUnfinished() {
      stored = null;
      set({ unfinished: null });
      await unfinished.forget(name);
    },
  };

  const store = createStore<RunState>(() => ({ ...IDLE_RUN, actions }));

  const bringBack = async () => {
    const [interrupted, finished] = await Promise.all([unfinished.adopt(name), savedRuns.findLast(name)]);
    if (record.data.status !== 'idle') return;
    if (interrupted !== null) {
      stored = interrupted;
      const { recipe, position } = interrupted.snapshot;
      set({ unfinished: { recipe, position, savedAt: interrupted.savedAt } });
    } else if (finished !== null) {
      record.finish(finished);
      publish();
    }
  };
  void bringBack();

  return store;
}

/** The recipe with every learning rate multiplied. */
function scaleLearningRates(recipe: Recipe, factor: number): Recipe {
  const scale = (stage: Stage): Stage => {
    if (stage.kind === 'train') return { ...stage, optimizer: scaleOptimizer(stage.optimizer) };
    if (stage.kind !== 'prune' || stage.schedule.kind === 'once') return stage;
    const { retrain } = stage.schedule;
    const optimizer = scaleOptimizer(retrain.optimizer);
    return { ...stage, schedule: { ...stage.schedule, retrain: { ...retrain, optimizer } } };
  };
  const scaleOptimizer = <Optimizer extends { learningRate: number }>(optimizer: Optimizer): Optimizer => ({
    ...optimizer,
    learningRate: optimizer.learningRate * factor,
  });
  return factor === 1 ? recipe : { ...recipe, stages: recipe.stages.map(scale) };
}
