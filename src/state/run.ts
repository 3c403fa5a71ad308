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
export function createRun(name: string, environment: RunEnvironment): StoreApi<RunState> {
  return new SlotRun(name, environment).store;
}

class SlotRun {
  readonly store: StoreApi<RunState>;
  readonly #name: string;
  readonly #queue: RunQueue;
  readonly #unfinished: UnfinishedRuns;
  readonly #savedRuns: SavedRunsController;
  readonly #record = new RunRecord();
  #job: Job | null = null;
  #stored: StoredRun | null = null;
  /** A shared run is one of the page's own, which it makes again by itself. */
  #isDraft = false;
  readonly #frame = createFrameTask(() => this.#publish());

  constructor(name: string, { queue, unfinished, savedRuns }: RunEnvironment) {
    this.#name = name;
    this.#queue = queue;
    this.#unfinished = unfinished;
    this.#savedRuns = savedRuns;
    this.store = createStore<RunState>(() => ({ ...IDLE_RUN, actions: this.#actions }));
    void this.#bringBack();
  }

  readonly #actions: RunActions = {
    start: async (input, { isShared = false } = {}) => {
      const recipe = parseRecipe(input);
      // Nothing waits in between, so that two quick clicks leave one run.
      const dropped = this.#drop();
      this.#isDraft = isShared;
      this.#record.begin(recipe);
      this.#submit(recipe, null, isShared ? SHARED_PRIORITY : READER_PRIORITY);
      this.#publish();
      await Promise.all([dropped, this.#leave()]);
    },
    pause: async () => {
      if (this.#job === null || this.#record.data.status === 'paused') return;
      const wasWaiting = this.#record.data.status === 'queued';
      await this.#queue.pause(this.#job);
      if (wasWaiting) this.#set({ status: 'paused' });
    },
    resume: async () => {
      if (this.#job === null || this.#record.data.status !== 'paused') return;
      this.#set({ status: 'starting' });
      await this.#queue.resume(this.#job);
    },
    step: async () => {
      if (this.#job !== null && this.#record.data.status === 'paused') await this.#queue.step(this.#job);
    },
    cancel: async () => {
      if (this.#job === null) return;
      const dropped = this.#drop();
      this.#set({ status: 'cancelled', pace: null });
      await this.#unfinished.forget(this.#name);
      await dropped;
    },
    reset: async () => {
      const dropped = this.#drop();
      this.#record.clear();
      this.#publish();
      await Promise.all([dropped, this.#leave()]);
    },
    resumeFromLastGood: ({ learningRateFactor = 1 } = {}) => this.#resumeFromLastGood(learningRateFactor),
    goOn: () => this.#goOn(),
    discardUnfinished: async () => {
      this.#stored = null;
      this.#set({ unfinished: null });
      await this.#unfinished.forget(this.#name);
    },
  };

  #publish(): void {
    this.store.setState(this.#record.data);
  }

  #set(change: Partial<RunData>): void {
    this.#record.set(change);
    this.#frame.request();
    this.#frame.flush();
  }

  #keep(): void {
    const { latest, series, epochs, ledgers, engines } = this.#record.data;
    if (latest === null) return;
    const { elapsedMs } = this.#record;
    const curves = { series, epochs, ledgers, engines, elapsedMs };
    this.#unfinished.keep(this.#name, { savedAt: Date.now(), snapshot: latest, ...curves });
  }

  #save(): void {
    const { recipe, latest, ledger, elapsedMs, series, epochs, ledgers, engines } = this.#record.data;
    void this.#unfinished.forget(this.#name);
    if (recipe === null || latest === null || ledger === null || this.#isDraft) return;
    const snapshots = keepWithin(this.#record.data.snapshots, KEPT_SNAPSHOT_BYTES);
    const rest = { elapsedMs: elapsedMs ?? 0, series, epochs, ledgers, engines, snapshots };
    void this.#savedRuns.save({ name: this.#name, recipe, ledger, model: latest.model, ...rest });
  }

  #hear(event: RunEvent) {
    const { status } = this.#record.data;
    this.#record.take(event);
    this.#frame.request();
    if (this.#record.data.status !== status) this.#frame.flush();
    switch (event.kind) {
      case 'epochEnded':
      case 'stageEnded':
      case 'runPaused':
        return this.#keep();
      case 'runEnded':
        return this.#save();
    }
  }

  #submit(recipe: Recipe, resumeFrom: RunSnapshot | null, priority = READER_PRIORITY): void {
    this.#job = this.#queue.submit({
      recipe,
      resumeFrom,
      priority,
      onEvent: (event) => this.#hear(event),
      onPhase: (phase) => {
        // A paused run that is brought back for a single step stays paused to the reader.
        if (this.#record.data.status !== 'paused') this.#set({ status: phase });
      },
    });
  }

  async #drop(): Promise<void> {
    const old = this.#job;
    this.#job = null;
    this.#stored = null;
    this.#isDraft = false;
    if (old !== null) await this.#queue.cancel(old);
  }

  /** The slot shows nothing of what was kept for it. */
  async #leave(): Promise<void> {
    await Promise.all([this.#unfinished.forget(this.#name), this.#savedRuns.leaveSlot(this.#name)]);
  }

  async #resumeFromLastGood(learningRateFactor: number): Promise<void> {
    const lastGood = this.#record.data.failure?.lastGood;
    if (lastGood === undefined || lastGood === null) return;
    const recipe = scaleLearningRates(lastGood.recipe, learningRateFactor);
    const dropped = this.#drop();
    this.#set({ failure: null, recipe, status: 'starting' });
    this.#submit(recipe, { ...lastGood, recipe });
    await dropped;
  }

  async #goOn(): Promise<void> {
    if (this.#stored === null) return;
    const { snapshot } = this.#stored;
    this.#record.restore(this.#stored);
    const dropped = this.#drop();
    this.#submit(snapshot.recipe, snapshot);
    this.#publish();
    await dropped;
  }

  /** What an earlier visit left in the slot. */
  async #bringBack(): Promise<void> {
    const [interrupted, finished] = await Promise.all([
      this.#unfinished.adopt(this.#name),
      this.#savedRuns.findLast(this.#name),
    ]);
    if (this.#record.data.status !== 'idle') return;
    if (interrupted !== null) {
      this.#stored = interrupted;
      const { recipe, position } = interrupted.snapshot;
      this.#set({ unfinished: { recipe, position, savedAt: interrupted.savedAt } });
    } else if (finished !== null) {
      this.#record.finish(finished);
      this.#publish();
    }
  }
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
