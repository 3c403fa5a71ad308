/**
 * What is the lab, to the page? One client with its engine, and a store for everything that is shown.
 * `createLab` takes what it needs of the browser as arguments, so that tests give it a fake engine.
 */
import type { StoreApi } from 'zustand/vanilla';
import { EngineClient } from '../client/client.ts';
import type { WorkerLike } from '../client/connection.ts';
import { Simulator } from '../client/simulator.ts';
import type { ClientOptions } from '../client/types.ts';
import type { FieldPage, FileAnatomy, PositionSize } from '../protocol/anatomy.ts';
import type { BackendName } from '../protocol/backends.ts';
import type { GradientAnswer, LayerReading } from '../protocol/commands.ts';
import type { Evaluation } from '../protocol/events.ts';
import type { SimulationKind } from '../protocol/simulation.ts';
import type { DatasetName } from '../spec/datasets.ts';
import type { Asker } from './asker.ts';
import {
  createCentroidAsker,
  createEvaluationAsker,
  createGradientAsker,
  createLayerAsker,
  createPredictionAsker,
  createTestImageAsker,
} from './askers.ts';
import { type CalibrationSource, createCalibration, toFirstBackend } from './calibration.ts';
import type { CalibrationState } from './calibrationstate.ts';
import { askAgainOnData } from './dataretry.ts';
import { createEngine } from './engine.ts';
import type { EngineState } from './enginestate.ts';
import { createFieldAsker, createFileMapAsker, createPositionAsker, FileDesk } from './fileaskers.ts';
import { createModel } from './model.ts';
import { createModelFiles, type ModelFilesController } from './modelfiles.ts';
import type { ModelState } from './modelstate.ts';
import { followNetwork, type Network } from './network.ts';
import { describeStorage } from './notices.ts';
import type {
  CentroidAnswer,
  CentroidQuery,
  EvaluationQuery,
  FieldQuery,
  GradientQuery,
  LayerQuery,
  PredictionState,
  TestImage,
} from './querystate.ts';
import { RunQueue } from './queue.ts';
import type { Reader } from './reader.ts';
import { createRun } from './run.ts';
import type { RunState } from './runstate.ts';
import { createSavedRuns } from './savedruns.ts';
import type { SavedRunsState } from './savedstate.ts';
import type { SettingsController } from './settings.ts';
import { createSimulationAsker, type SimulationAsker } from './simulation.ts';
import { createStorage, type LabStorage, type StorageTrouble } from './storage.ts';
import { createSweep } from './sweep.ts';
import type { SweepState } from './sweepstate.ts';
import { createTimes, type TimesState } from './times.ts';
import { type TabLocks, UnfinishedRuns } from './unfinished.ts';
import { followMachine, type Machine, toMostEngines } from './workers.ts';

export interface LabOptions extends Omit<ClientOptions, 'backend' | 'loadStored'> {
  readonly reader: Reader;
  readonly tabLocks: TabLocks | undefined;
  /** Calls back when the page is hidden, which may be its last moment. */
  readonly onHidden?: (listener: () => void) => () => void;
  /** Of the simulated machines; they answer nothing without it. */
  readonly spawnSimulator?: () => WorkerLike;
  /** Nobody says when the network is back where absent. */
  readonly network?: Network;
  /** A single core that never says anything unless said otherwise. */
  readonly machine?: Machine;
  /** Engines are not compared without it. */
  readonly calibration?: Omit<CalibrationSource, 'wasmPath'>;
  /** IndexedDB unless said otherwise. */
  readonly openStorage?: (onTrouble: (trouble: StorageTrouble) => void) => LabStorage;
}

export interface Lab {
  readonly engine: StoreApi<EngineState>;
  readonly calibration: StoreApi<CalibrationState>;
  /** The slot's store, made on first use and kept. */
  readonly run: (name: string) => StoreApi<RunState>;
  readonly sweep: (name: string) => StoreApi<SweepState>;
  readonly model: (slot: string) => StoreApi<ModelState>;
  /** Times of models that stand side by side. */
  readonly times: StoreApi<TimesState>;
  readonly savedRuns: StoreApi<SavedRunsState>;
  readonly settings: SettingsController;
  readonly modelFiles: ModelFilesController;
  readonly createEvaluationAsker: (slot: string) => Asker<EvaluationQuery, Evaluation>;
  readonly createGradientAsker: (slot: string) => Asker<GradientQuery, GradientAnswer>;
  readonly createLayerAsker: (slot: string) => Asker<LayerQuery, LayerReading>;
  readonly createSimulationAsker: <Kind extends SimulationKind>() => SimulationAsker<Kind>;
  readonly createCentroidAsker: () => Asker<CentroidQuery, CentroidAnswer>;
  readonly createPredictionAsker: (slots: readonly string[]) => {
    ask(pixels: Uint8Array | null): void;
    isAbout(pixels: Uint8Array | null): boolean;
    getState(): Readonly<Record<string, PredictionState>>;
    subscribe(listener: () => void): () => void;
  };
  readonly createFileMapAsker: () => Asker<Uint8Array, FileAnatomy>;
  readonly createFieldAsker: () => Asker<FieldQuery, FieldPage>;
  readonly createPositionAsker: (slot: string) => Asker<string, readonly PositionSize[]>;
  readonly createTestImageAsker: () => Asker<{ dataset: DatasetName; index: number }, TestImage>;
  readonly close: () => void;
}

export function createLab({
  reader: { settings },
  tabLocks,
  onHidden,
  machine = { cores: 1, watch: () => () => undefined },
  calibration: calibrationSource,
  network,
  openStorage = createStorage,
  spawnSimulator = refuseSimulator,
  ...rest
}: LabOptions): Lab {
  const storage: LabStorage = openStorage((trouble) => engine.addNotice(describeStorage(trouble)));
  const { savedRuns, modelFiles, loadStored, stopTrimming } = openKept(storage, settings);
  const toClient = (backend: BackendName) => new EngineClient({ ...rest, backend, loadStored });
  const client = toClient(toFirstBackend(settings.store.getState().backend));
  const engine = createEngine(client);
  const unfinished = new UnfinishedRuns(storage, tabLocks);
  const stopHidden = onHidden?.(() => unfinished.flush());
  const queue = createQueue(client, () => toClient('wasm'), machine);
  const runs = new Map<string, StoreApi<RunState>>();
  const run = keepByName((name) => createRun(name, { queue, unfinished, savedRuns }), runs);
  const stopNetwork = network && followNetwork(network, engine.store, () => [...runs.values()]);
  const model = keepByName((slot) => createModel(slot, { client, run }));
  const sweep = keepByName((name) => createSweep(name, queue, storage));

  const calibration = createCalibration(
    { client, settings: settings.store, isRunning: () => queue.isRunning },
    calibrationSource && { ...calibrationSource, wasmPath: rest.paths.wasmPath },
  );

  const simulator = new Simulator(spawnSimulator);
  const stopMachine = followMachine(settings.store, machine, (workers) => client.chooseWorkers(workers));

  return {
    engine: engine.store,
    calibration: calibration.store,
    run,
    sweep,
    model,
    times: createTimes(client),
    savedRuns: savedRuns.store,
    settings,
    modelFiles,
    ...createAskers(client, model, engine.store, simulator),
    close() {
      calibration.close();
      simulator.close();
      stopMachine();
      stopHidden?.();
      stopTrimming();
      stopNetwork?.();
      engine.close();
      queue.close();
      client.close();
      unfinished.close();
      storage.close();
    },
  };
}

/** @param create another engine, for what runs beside the first */
function createQueue(client: EngineClient, create: () => EngineClient, { memoryGb }: Machine): RunQueue {
  return new RunQueue(client, {
    create,
    countFor: ({ dataset }) => toMostEngines(dataset.name, memoryGb),
  });
}

function refuseSimulator(): never {
  throw new Error('there are no simulated machines here');
}

/** Runs and model files that outlive the page, within the budget of the settings. */
function openKept(storage: LabStorage, settings: SettingsController) {
  const savedRuns = createSavedRuns(storage, () => settings.store.getState().keepMegabytes * 1e6);
  const modelFiles = createModelFiles(storage);
  const loadStored = async (id: string) =>
    (await savedRuns.loadModel(id)) ?? (await modelFiles.loadModel(id));
  const stopTrimming = settings.store.subscribe((now, before) => {
    if (now.keepMegabytes < before.keepMegabytes) void savedRuns.trim();
  });
  return { savedRuns, modelFiles, loadStored, stopTrimming };
}

/** What can be asked of the engine; what needs a data set is asked again when that is there. */
function createAskers(
  client: EngineClient,
  model: Lab['model'],
  engine: Lab['engine'],
  simulator: Simulator,
): Pick<Lab, Extract<keyof Lab, `create${string}`>> {
  const files = new FileDesk(client);
  return {
    createEvaluationAsker: (slot) => askAgainOnData(createEvaluationAsker(client, slot, model(slot)), engine),
    createGradientAsker: (slot) => askAgainOnData(createGradientAsker(client, slot, model(slot)), engine),
    createLayerAsker: (slot) => createLayerAsker(client, slot, model(slot)),
    createSimulationAsker: () => createSimulationAsker(simulator),
    createCentroidAsker: () => createCentroidAsker(client),
    createPredictionAsker: (slots) => createPredictionAsker(client, slots, model),
    createFileMapAsker: () => createFileMapAsker(files),
    createFieldAsker: () => createFieldAsker(files),
    createPositionAsker: (slot) => createPositionAsker(client, slot, model(slot)),
    createTestImageAsker: () => askAgainOnData(createTestImageAsker(client), engine),
  };
}

function keepByName<Kept>(
  create: (name: string) => Kept,
  kept = new Map<string, Kept>(),
): (name: string) => Kept {
  return (name) => {
    let found = kept.get(name);
    if (found === undefined) {
      found = create(name);
      kept.set(name, found);
    }
    return found;
  };
}
