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

export interface CalibrationEnvironment {
  readonly client: EngineClient;
  readonly settings: StoreApi<Settings>;
  /** Whether a run goes on, in this engine or in one beside it. */
  readonly isRunning: () => boolean;
}

/** @param source engines are not compared without it */
export function createCalibration(
  environment: CalibrationEnvironment,
  source: CalibrationSource | undefined,
): CalibrationController {
  return new Calibration(environment, source);
}

class Calibration implements CalibrationController {
  readonly store: StoreApi<CalibrationState>;
  readonly #client: EngineClient;
  readonly #settings: StoreApi<Settings>;
  readonly #isRunning: () => boolean;
  readonly #source: CalibrationSource | undefined;
  readonly #memory: EngineMemory;
  readonly #visitBegan = Date.now();
  readonly #stops: readonly (() => void)[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #race: AbortController | null = null;
  #adapters: Adapters | null = null;
  #machine: string | null = null;
  /** What the reader has asked for and not got yet. */
  #wanted: 'open' | 'all' | null = null;

  constructor(
    { client, settings, isRunning }: CalibrationEnvironment,
    source: CalibrationSource | undefined,
  ) {
    this.#client = client;
    this.#settings = settings;
    this.#isRunning = isRunning;
    this.#source = source;
    this.#memory = new EngineMemory(source?.storage);
    this.store = createStore<CalibrationState>(() => ({
      status: 'unknown',
      model: null,
      results: [],
      openedMs: 0,
      measuredMs: 0,
      at: 0,
      isRemembered: false,
      actions: { measureAgain: () => this.#want('all') },
    }));
    this.#stops = [
      client.subscribe((event) => this.#hear(event)),
      settings.subscribe(({ backend }, before) => backend !== before.backend && this.#prefer(backend)),
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#timer);
    this.#abandon();
  }

  #hear(event: ClientEvent) {
    switch (event.kind) {
      case 'statusChanged':
        return this.#wait();
      case 'modelTaken':
        if (this.#isRunning()) this.#abandon();
        return this.#wait();
      case 'engineRestarted': {
        const lost = event.leftBackend;
        if (lost === null || this.#machine === null) return;
        this.#memory.noteLoss(this.#machine, lost);
        this.store.setState((state) => withLoss(state, lost));
        return;
      }
    }
  }

  #prefer(backend: EnginePreference) {
    if (backend !== 'fastest') return this.#client.chooseBackend(backend);
    // Who asks for the fastest wants to know about those, too, that were too late at start.
    this.#want(this.#wanted ?? 'open');
  }

  #want(what: 'open' | 'all'): void {
    this.#wanted = what;
    void this.#compare();
  }

  /** Also the way to wait for the end of a run. */
  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#source === undefined || this.#client.getState().status !== 'ready') return;
    this.#timer = setTimeout(() => void this.#compare(), QUIET_MS);
  }

  get #isQuiet(): boolean {
    return this.#client.getState().status === 'ready' && !this.#isRunning();
  }

  /** What nobody asked for waits, too, for the answers that somebody waits for. */
  get #isTime(): boolean {
    return this.#isQuiet && (this.#wanted !== null || !this.#client.isAnswering);
  }

  #rest(): void {
    this.store.setState(({ at }) => ({
      status: this.#wanted !== null ? 'waiting' : at === 0 ? 'unknown' : 'known',
    }));
  }

  #abandon(): void {
    this.#race?.abort(new DOMException('a run has begun', 'AbortError'));
    this.#race = null;
    if (this.store.getState().status === 'measuring') this.#rest();
  }

  async #compare(): Promise<void> {
    const source = this.#source;
    if (source === undefined || this.#race !== null) return;
    if (!this.#isTime) {
      this.#rest();
      return this.#wait();
    }
    clearTimeout(this.#timer);
    const own = new AbortController();
    this.#race = own;
    const order = this.#wanted;
    const spec = this.#client.modelAtHand ?? MODEL_ZOO['lenet-300-100'];
    try {
      const comparison = await this.#findOrRace(source, spec, order, own.signal);
      if (this.#wanted === order) this.#wanted = null;
      this.#show(spec, comparison);
    } catch {
      // The browser starts no worker for it, or a run has begun. The bit-exact engine needs no comparison.
      if (this.#race === own) {
        this.#wanted = null;
        this.#rest();
      }
    } finally {
      if (this.#race === own) {
        this.#race = null;
        if (this.#wanted === null) this.#settle();
        else void this.#compare();
      }
    }
  }

  /** What is remembered of this machine, unless the order asks for more. */
  async #findOrRace(
    source: CalibrationSource,
    spec: ModelSpec,
    order: 'open' | 'all' | null,
    signal: AbortSignal,
  ): Promise<Comparison> {
    const { workers } = this.#client.getState();
    this.#adapters ??= await probe(source, signal);
    this.#machine = toMachineKey(source.machine, this.#adapters);
    const key = toModelKey(spec, workers);
    const known = order === 'all' ? null : this.#memory.find(this.#machine, key, Date.now());
    const leavesOpen = order === 'open' && known?.results.some(({ outcome }) => isOpen(outcome));
    if (known !== null && !leavesOpen) return known;
    this.store.setState({ status: 'measuring' });
    const { spawn, wasmPath } = source;
    const limits = order === null ? LIMITS_AT_START : LIMITS_ON_REQUEST;
    const adapters = this.#adapters;
    const raced = await raceEngines({ spawn, adapters, spec, workers, wasmPath, limits, signal });
    const comparison = { ...raced, at: Date.now() };
    this.#memory.keep(this.#machine, key, comparison);
    return comparison;
  }

  #show(spec: ModelSpec, comparison: Comparison): void {
    this.store.setState({
      status: 'known',
      model: spec.name,
      ...comparison,
      isRemembered: comparison.at < this.#visitBegan,
    });
  }

  /** Opens the engine that the reader wants, as far as that is known and no run would be disturbed. */
  #settle(): void {
    const { backend: preference } = this.#settings.getState();
    if (preference !== 'fastest' || !this.#isQuiet) return;
    const { results, status } = this.store.getState();
    if (status === 'known') this.#client.chooseBackend(chooseEngine(preference, results));
  }
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
