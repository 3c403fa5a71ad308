/**
 * When are the engines compared, and what follows from it? While nothing has happened for a few seconds and
 * no run goes on: so the first picture comes from the bit-exact engine, which is there at once. Where the
 * reader wants the fastest engine, it is changed between runs, never within one; an engine named by the
 * reader is opened at once.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { Calibrator } from '../client/calibrator.ts';
import type { EngineClient } from '../client/client.ts';
import type { WorkerLike } from '../client/connection.ts';
import type { ClientEvent } from '../client/types.ts';
import type { BackendName } from '../protocol/backends.ts';
import type { Adapters } from '../protocol/calibration.ts';
import type { ModelSpec } from '../spec/model.ts';
import { countMacs } from '../spec/shapes.ts';
import { MODEL_ZOO } from '../spec/zoo.ts';
import type { CalibrationState } from './calibrationstate.ts';
import { chooseEngine, type EnginePreference, isOpen } from './enginechoice.ts';
import { type Comparison, EngineMemory, type MachineFacts, toMachineKey, withLoss } from './enginememory.ts';
import { LIMITS_AT_START, LIMITS_ON_REQUEST, raceEngines } from './enginerace.ts';
import type { Settings } from './settingsstate.ts';

/**
 * How long nothing has happened when the comparison begins: after the first picture, and the models that it
 * loads.
 */
const QUIET_MS = 4_000;
const PROBE_MS = 5_000;

/** What it takes to compare engines. */
export interface CalibrationSource {
  readonly spawn: () => WorkerLike;
  readonly machine: MachineFacts;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  readonly wasmPath: string;
}

export interface CalibrationController {
  readonly store: StoreApi<CalibrationState>;
  close(): void;
}

/** What the engine starts on: nothing is known yet. */
export function toFirstBackend(preference: EnginePreference): BackendName {
  return chooseEngine(preference, []);
}

export function createCalibration(
  {
    client,
    settings,
    isRunning,
  }: {
    readonly client: EngineClient;
    readonly settings: StoreApi<Settings>;
    /** Whether a run goes on, in this engine or in one beside it. */
    readonly isRunning: () => boolean;
  },
  source: CalibrationSource | undefined,
): CalibrationController {
  const memory = new EngineMemory(source?.storage);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let race: AbortController | null = null;
  let adapters: Adapters | null = null;
  let machine: string | null = null;
  const visitBegan = Date.now();
  /** What the reader has asked for and not got yet. */
  let wanted: 'open' | 'all' | null = null;

  const store = createStore<CalibrationState>(() => ({
    status: 'unknown',
    model: null,
    results: [],
    openedMs: 0,
    measuredMs: 0,
    at: 0,
    isRemembered: false,
    actions: {
      measureAgain() {
        wanted = 'all';
        void compare();
      },
    },
  }));

  /** Also the way to wait for the end of a run. */
  const wait = () => {
    clearTimeout(timer);
    if (source === undefined || client.getState().status !== 'ready') return;
    timer = setTimeout(() => void compare(), QUIET_MS);
  };

  const isQuiet = () => client.getState().status === 'ready' && !isRunning();
  /** What nobody asked for waits, too, for the answers that somebody waits for. */
  const isTime = () => isQuiet() && (wanted !== null || !client.isAnswering);

  const rest = () =>
    store.setState(({ at }) => ({ status: wanted !== null ? 'waiting' : at === 0 ? 'unknown' : 'known' }));

  const abandon = () => {
    race?.abort(new DOMException('a run has begun', 'AbortError'));
    race = null;
    if (store.getState().status === 'measuring') rest();
  };

  async function compare(): Promise<void> {
    if (source === undefined || race !== null) return;
    if (!isTime()) {
      rest();
      return wait();
    }
    clearTimeout(timer);
    const own = new AbortController();
    race = own;
    const order = wanted;
    const spec = client.modelAtHand ?? MODEL_ZOO['lenet-300-100'];
    const { workers } = client.getState();
    try {
      adapters ??= await probe(source, own.signal);
      machine = toMachineKey(source.machine, adapters);
      const key = toModelKey(spec, workers);
      let comparison = order === 'all' ? null : memory.find(machine, key, Date.now());
      if (
        comparison === null ||
        (order === 'open' && comparison.results.some(({ outcome }) => isOpen(outcome)))
      ) {
        store.setState({ status: 'measuring' });
        const { spawn, wasmPath } = source;
        const limits = order === null ? LIMITS_AT_START : LIMITS_ON_REQUEST;
        const raced = await raceEngines({
          spawn,
          adapters,
          spec,
          workers,
          wasmPath,
          limits,
          signal: own.signal,
        });
        comparison = { ...raced, at: Date.now() };
        memory.keep(machine, key, comparison);
      }
      if (wanted === order) wanted = null;
      show(spec, comparison);
    } catch {
      // The browser starts no worker for it, or a run has begun. The bit-exact engine needs no comparison.
      if (race === own) {
        wanted = null;
        rest();
      }
    } finally {
      if (race === own) {
        race = null;
        if (wanted === null) settle();
        else void compare();
      }
    }
  }

  const show = (spec: ModelSpec, comparison: Comparison) =>
    store.setState({
      status: 'known',
      model: spec.name,
      ...comparison,
      isRemembered: comparison.at < visitBegan,
    });

  /** Opens the engine that the reader wants, as far as that is known and no run would be disturbed. */
  const settle = () => {
    const { backend: preference } = settings.getState();
    if (preference !== 'fastest' || !isQuiet()) return;
    const { results, status } = store.getState();
    if (status === 'known') client.chooseBackend(chooseEngine(preference, results));
  };

  const hear = (event: ClientEvent) => {
    switch (event.kind) {
      case 'statusChanged':
        return wait();
      case 'modelTaken':
        if (isRunning()) abandon();
        return wait();
      case 'engineRestarted': {
        const lost = event.leftBackend;
        if (lost === null || machine === null) return;
        memory.noteLoss(machine, lost);
        store.setState((state) => withLoss(state, lost));
        return;
      }
    }
  };

  const stopClient = client.subscribe(hear);
  const stopSettings = settings.subscribe(({ backend }, before) => {
    if (backend === before.backend) return;
    if (backend !== 'fastest') return client.chooseBackend(backend);
    // Who asks for the fastest wants to know about those, too, that were too late at start.
    wanted ??= 'open';
    void compare();
  });

  return {
    store,
    close() {
      stopClient();
      stopSettings();
      clearTimeout(timer);
      abandon();
    },
  };
}

async function probe({ spawn }: CalibrationSource, signal: AbortSignal) {
  const calibrator = new Calibrator(spawn());
  const end = () => calibrator.end();
  signal.addEventListener('abort', end);
  try {
    return (await calibrator.ask({ kind: 'probe' }, PROBE_MS)).adapters;
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

/** Nets of one name may differ, after a factorization for one. */
function toModelKey(spec: ModelSpec, workers: number): string {
  return `${spec.name} ${countMacs(spec)} ${workers}`;
}
