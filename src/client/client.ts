/**
 * Keeps an engine that may die, hang or lose its GPU at any moment. The client owns the worker: it starts
 * one, repeats `initialize`, gives back the models from the page's copies, and goes on with the active run
 * from its last snapshot. Calls made while the engine is away wait for it; calls that were on their way
 * reject with `WorkerDied`.
 */
import type { BackendName } from '../protocol/backends.ts';
import type { CommandKind, Commands } from '../protocol/commands.ts';
import type { EngineEvent } from '../protocol/events.ts';
import { toStartSpec } from '../recipe/fit.ts';
import { type Failure, toFailure } from '../spec/failure.ts';
import type { ModelSpec } from '../spec/model.ts';
import { type CallOptions, Connection } from './connection.ts';
import { EngineContents } from './contents.ts';
import { DeathRecord } from './deaths.ts';
import { CallRefused, toNotStarted, WorkerDied } from './errors.ts';
import { waitUntilReady } from './ready.ts';
import { ClientRuns } from './runs.ts';
import { GPU_STALL_MS, TIMEOUTS_MS } from './timeouts.ts';
import type { ClientEvent, ClientOptions, ClientState, EngineRestarted } from './types.ts';

const LOST_RETRY = 'It can be started again; finished runs, models and settings are kept.';

type Death = Pick<EngineRestarted, 'cause' | 'leftBackend'>;

export class EngineClient {
  readonly #options: ClientOptions;
  readonly #listeners = new Set<(event: ClientEvent) => void>();
  readonly #contents = new EngineContents();
  readonly #deaths = new DeathRecord();
  /** What starts and steers runs. */
  readonly runs = new ClientRuns({
    call: (kind, values) => this.call(kind, values),
    whenReady: () => this.#whenReady(),
    loadStored: async (id) => this.#options.loadStored?.(id),
    hasEngine: () => this.#state.status !== 'failed' && this.#state.status !== 'idle',
    onRecipe: (recipe) => this.#takeInHand(toStartSpec(recipe)),
    onRun: (run) => {
      if (this.#connection !== null) this.#connection.silenceMs = run.toSilenceMs();
    },
  });
  #backend: BackendName;
  #connection: Connection | null = null;
  #state: ClientState = { status: 'idle', info: null, failure: null, restarts: 0, workers: 1 };
  #lentWorkers = 0;
  #stallTimer: ReturnType<typeof setInterval> | undefined;
  #modelAtHand: ModelSpec | null = null;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#backend = options.backend;
  }

  getState(): ClientState {
    return this.#state;
  }

  /** The model that was loaded or trained last. */
  get modelAtHand(): ModelSpec | null {
    return this.#modelAtHand;
  }

  /** True while the engine works for an answer. */
  get isAnswering(): boolean {
    return this.#connection?.isAnswering ?? false;
  }

  /** Calls `listener` with every event; the returned function ends that. */
  subscribe(listener: (event: ClientEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts the engine; without effect where it is up or has failed. */
  open(): void {
    if (this.#state.status === 'idle') this.#start(null);
  }

  /** Starts an engine that has failed. */
  retry(): void {
    if (this.#state.status !== 'failed') return;
    this.#deaths.clear();
    this.#start(null);
  }

  /** Ends the worker and all that waits for it. The client can be opened again. */
  close(): void {
    this.runs.forget();
    const connection = this.#connection;
    this.#connection = null;
    connection?.close();
    clearInterval(this.#stallTimer);
    this.#setState({ status: 'idle', info: null, failure: null });
  }

  /** Restarts on another backend; models and the run are carried over. */
  chooseBackend(backend: BackendName): void {
    if (backend === this.#backend && this.#state.status !== 'failed') return;
    this.#backend = backend;
    this.#deaths.clear();
    if (this.#state.status === 'idle') return;
    const connection = this.#connection;
    this.#connection = null;
    connection?.close();
    this.#start(null);
  }

  /** Changes the number of threads, also while a run goes on. Whatever engine follows starts with it. */
  chooseWorkers(workers: number): void {
    if (workers === this.#state.workers) return;
    this.#setState({ workers });
    if (this.#state.status === 'ready') this.#sendWorkers();
  }

  /** Leaves so many of the chosen threads to others, for now; the engine's own stays. */
  lendWorkers(count: number): void {
    if (count === this.#lentWorkers) return;
    this.#lentWorkers = count;
    if (this.#state.status === 'ready') this.#sendWorkers();
  }

  #countWorkers(): number {
    return Math.max(1, this.#state.workers - this.#lentWorkers);
  }

  #sendWorkers(): void {
    const workers = this.#countWorkers();
    this.#connection
      ?.call('setWorkers', { workers }, { timeoutMs: TIMEOUTS_MS.setWorkers })
      .catch((error) => {
        // The engine that follows a dead one is told at its start.
        if (!(error instanceof WorkerDied)) throw error;
      });
  }

  /**
   * Sends a command, once the engine is up, and waits for its answer.
   * @throws WorkerDied, CallRefused, CallTimedOut, or the signal's reason
   */
  async call<Kind extends CommandKind>(
    kind: Kind,
    values: Commands[Kind]['arguments'],
    options: CallOptions = {},
  ): Promise<Commands[Kind]['answer']> {
    const connection = await this.#whenReady(options.signal);
    const answer = await connection.call(kind, values, { timeoutMs: TIMEOUTS_MS[kind], ...options });
    this.#contents.remember(kind, values, answer);
    if (kind === 'loadModel') this.#takeInHand((answer as Commands['loadModel']['answer']).spec);
    return answer;
  }

  #start(death: Death | null): void {
    // Only names the worker and its lock; nothing that a run computes depends on it.
    const workerId = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
    const isRestart = death !== null || this.#state.info !== null;
    this.#setState({ status: isRestart ? 'restarting' : 'starting', failure: null });
    let connection: Connection;
    try {
      connection = new Connection({
        worker: this.#options.spawn(workerId),
        workerId,
        locks: this.#options.locks,
        onEvent: (event) => {
          if (this.#connection === connection) this.#hear(event);
        },
        onDeath: (reason) => {
          if (this.#connection === connection) this.#mourn(reason);
        },
      });
    } catch (error) {
      this.#fail(toNotStarted(error));
      return;
    }
    this.#connection = connection;
    this.#bringUp(connection, death).catch((error) => {
      if (this.#connection !== connection || error instanceof WorkerDied) return; // `#mourn` has it
      this.#connection = null;
      connection.close();
      this.#fail(toNotStarted(error));
    });
  }

  /** Everything that a new worker must be told before it is as the last one was. */
  async #bringUp(connection: Connection, death: Death | null): Promise<void> {
    const workers = this.#countWorkers();
    const info = await connection.call(
      'initialize',
      { backend: this.#backend, workers, ...this.#options.paths },
      { timeoutMs: TIMEOUTS_MS.initialize },
    );
    await this.#contents.restore(connection);
    if (this.#connection !== connection) return;
    const run = this.runs.active;
    if (run !== null) {
      run.lastEventAt = performance.now();
      connection.silenceMs = run.toSilenceMs();
      await connection.call('start', { runId: run.runId, ...run.toOrder() }).catch((error) => {
        if (!(error instanceof CallRefused)) throw error;
        this.runs.forget();
        this.#tell({ kind: 'runFailed', runId: run.runId, reason: 'engine', ...toFailure(error) });
      });
    }
    if (this.#connection !== connection) return;
    this.#setState({
      status: 'ready',
      info,
      failure: null,
      restarts: this.#state.restarts + (death === null ? 0 : 1),
    });
    if (this.#countWorkers() !== workers) this.#sendWorkers();
    this.#watchForStalls(info.backend);
    if (death === null) return;
    this.#tell({
      kind: 'engineRestarted',
      ...death,
      run: run && { runId: run.runId, position: run.snapshot?.position ?? null, isPaused: run.isPaused },
    });
  }

  #hear(event: EngineEvent): void {
    if (event.kind === 'heartBeat') return;
    if (event.kind === 'deviceLost') {
      this.#connection?.declareHung(`the graphics device was lost (${event.detail})`);
      return;
    }
    if (event.kind !== 'dataProgressed' && event.kind !== 'helperReplaced') {
      if (!this.runs.take(event)) return; // of a run that nobody follows any more
    }
    this.#tell(event);
  }

  #mourn(death: WorkerDied): void {
    const { status, info } = this.#state;
    this.#connection = null;
    clearInterval(this.#stallTimer);
    const place = status !== 'ready' ? 'starting' : (this.runs.active?.toPlace() ?? 'idle');
    const isGpu = info?.backend === 'webgl' || info?.backend === 'webgpu' || this.#backend.startsWith('webg');
    const leftBackend = isGpu ? this.#backend : null;
    if (isGpu) this.#backend = 'wasm';
    if (this.#deaths.add(place, performance.now())) {
      this.#fail({
        code: 'engineStoppedOften',
        values: { reason: toFailure(death) },
        message: `The engine stopped again and again (${death.message}). ${LOST_RETRY}`,
      });
    } else this.#start({ cause: death.reason, leftBackend });
  }

  #fail(failure: Failure): void {
    const run = this.runs.active;
    this.runs.forget();
    this.#setState({ status: 'failed', info: null, failure });
    this.#tell({
      kind: 'engineFailed',
      failure,
      run: run && { runId: run.runId, lastGood: run.snapshot },
    });
  }

  /**
   * A lost GPU leaves the worker's thread free and its promises pending for ever, so heartbeats do not show
   * it.
   */
  #watchForStalls(backend: BackendName): void {
    clearInterval(this.#stallTimer);
    if (backend !== 'webgl' && backend !== 'webgpu') return;
    this.#stallTimer = setInterval(() => {
      const run = this.runs.active;
      if (run === null || run.isPaused || performance.now() - run.lastEventAt < GPU_STALL_MS) return;
      this.#connection?.declareHung('the run got nowhere');
    }, 1000);
  }

  async #whenReady(signal?: AbortSignal): Promise<Connection> {
    if (this.#state.status === 'idle') this.open();
    // The engine may die again between its being ready and this going on.
    for (;;) {
      await waitUntilReady(this, signal);
      if (this.#connection !== null && this.#state.status === 'ready') return this.#connection;
    }
  }

  #takeInHand(spec: ModelSpec): void {
    this.#modelAtHand = spec;
    this.#tell({ kind: 'modelTaken', spec });
  }

  #setState(change: Partial<ClientState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell({ kind: 'statusChanged', state: this.#state });
  }

  #tell(event: ClientEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
