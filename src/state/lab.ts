/**
 * What is the lab, to the page? One client with its engine, and a store for everything that is shown. `createLab` takes what it
 * needs of the browser as arguments, so that tests give it a fake engine.
 */
import type { StoreApi } from 'zustand/vanilla';
import { EngineClient } from '../client/client.ts';
import type { ClientOptions } from '../client/types.ts';
import type { Evaluation } from '../protocol/events.ts';
import type { DatasetName } from '../recipe/datasets.ts';
import type { Asker } from './asker.ts';
import { createEvaluationAsker, createPredictionAsker, createTestImageAsker } from './askers.ts';
import { createEngine } from './engine.ts';
import type { EngineState } from './enginestate.ts';
import { createModel } from './model.ts';
import type { ModelState } from './modelstate.ts';
import { describeStorage } from './notices.ts';
import type { EvaluationQuery, PredictionState, TestImage } from './querystate.ts';
import { RunQueue } from './queue.ts';
import { createRun } from './run.ts';
import type { RunState } from './runstate.ts';
import { createSavedRuns } from './savedruns.ts';
import type { SavedRunsState } from './savedstate.ts';
import { createSettings, type SettingsController, type SettingsSource } from './settings.ts';
import { createStorage, type LabStorage, type StorageTrouble } from './storage.ts';
import { createSweep } from './sweep.ts';
import type { SweepState } from './sweepstate.ts';
import { type TabLocks, UnfinishedRuns } from './unfinished.ts';

export interface LabOptions extends Omit<ClientOptions, 'backend'> {
  readonly settings: SettingsSource;
  readonly tabLocks: TabLocks | undefined;
  /** Calls back when the page is hidden, which may be its last moment. */
  readonly onHidden?: (listener: () => void) => () => void;
  /** IndexedDB unless said otherwise. */
  readonly openStorage?: (onTrouble: (trouble: StorageTrouble) => void) => LabStorage;
}

export interface Lab {
  readonly engine: StoreApi<EngineState>;
  /** The slot's store, made on first use and kept. */
  readonly run: (name: string) => StoreApi<RunState>;
  readonly sweep: (name: string) => StoreApi<SweepState>;
  readonly model: (slot: string) => StoreApi<ModelState>;
  readonly savedRuns: StoreApi<SavedRunsState>;
  readonly settings: SettingsController;
  readonly createEvaluationAsker: (slot: string) => Asker<EvaluationQuery, Evaluation>;
  readonly createPredictionAsker: (slots: readonly string[]) => {
    ask(pixels: Uint8Array | null): void;
    isAbout(pixels: Uint8Array | null): boolean;
    getState(): Readonly<Record<string, PredictionState>>;
    subscribe(listener: () => void): () => void;
  };
  readonly createTestImageAsker: () => Asker<{ dataset: DatasetName; index: number }, TestImage>;
  readonly close: () => void;
}

export function createLab({
  settings: source,
  tabLocks,
  onHidden,
  openStorage = createStorage,
  ...rest
}: LabOptions): Lab {
  const settings = createSettings(source);
  const client = new EngineClient({ ...rest, backend: settings.store.getState().backend });
  const engine = createEngine(client);
  const storage = openStorage((trouble) => engine.addNotice(describeStorage(trouble)));
  const unfinished = new UnfinishedRuns(storage, tabLocks);
  const stopHidden = onHidden?.(() => unfinished.flush());
  const savedRuns = createSavedRuns(storage);
  const queue = new RunQueue(client);

  const run = keepByName((name) => createRun(name, { queue, unfinished, savedRuns }));
  const model = keepByName((slot) => createModel(slot, { client, run }));
  const sweep = keepByName((name) => createSweep(name, queue, storage));

  const stopSettings = settings.store.subscribe((now, before) => {
    if (now.backend !== before.backend) client.chooseBackend(now.backend);
  });

  return {
    engine: engine.store,
    run,
    sweep,
    model,
    savedRuns: savedRuns.store,
    settings,
    createEvaluationAsker: (slot) => createEvaluationAsker(client, slot, model(slot)),
    createPredictionAsker: (slots) => createPredictionAsker(client, slots, model),
    createTestImageAsker: () => createTestImageAsker(client),
    close() {
      stopSettings();
      stopHidden?.();
      settings.close();
      engine.close();
      client.close();
      unfinished.close();
      storage.close();
    },
  };
}

function keepByName<Kept>(create: (name: string) => Kept): (name: string) => Kept {
  const kept = new Map<string, Kept>();
  return (name) => {
    let found = kept.get(name);
    if (found === undefined) {
      found = create(name);
      kept.set(name, found);
    }
    return found;
  };
}
