/** What the client tells its listeners, and what it needs to work. */
import type { BackendName } from '../protocol/backends.ts';
import type { EngineInfo } from '../protocol/commands.ts';
import type { EngineEvent } from '../protocol/events.ts';
import type { ModelSnapshot, RunPosition, RunSnapshot } from '../protocol/snapshots.ts';
import type { Failure } from '../spec/failure.ts';
import type { ModelSpec } from '../spec/model.ts';
import type { LocksLike, WorkerLike } from './connection.ts';
import type { DeathCause } from './errors.ts';

export type ClientStatus = 'idle' | 'starting' | 'ready' | 'restarting' | 'failed';

export interface ClientState {
  readonly status: ClientStatus;
  readonly info: EngineInfo | null;
  /** Why it is `failed`. */
  readonly failure: Failure | null;
  readonly restarts: number;
  /** Threads that train and evaluate on WASM, the engine's own included. */
  readonly workers: number;
}

/** The engine is back after a death. */
export interface EngineRestarted {
  readonly kind: 'engineRestarted';
  readonly cause: DeathCause;
  /** The backend that was given up, where it was one on the GPU. */
  readonly leftBackend: BackendName | null;
  /** The run that goes on (or stays paused), and where from; null stands for its beginning. */
  readonly run: {
    readonly runId: number;
    readonly position: RunPosition | null;
    readonly isPaused: boolean;
  } | null;
}

/** The engine is gone and stays so until `retry`. */
export interface EngineFailed {
  readonly kind: 'engineFailed';
  readonly failure: Failure;
  readonly run: { readonly runId: number; readonly lastGood: RunSnapshot | null } | null;
}

export interface StatusChanged {
  readonly kind: 'statusChanged';
  readonly state: ClientState;
}

/** A model was loaded, or a run with it was asked for. */
export interface ModelTaken {
  readonly kind: 'modelTaken';
  readonly spec: ModelSpec;
}

export type ClientEvent =
  | Exclude<EngineEvent, { kind: 'heartBeat' | 'deviceLost' }>
  | EngineRestarted
  | EngineFailed
  | StatusChanged
  | ModelTaken;

/** Finds a stored model that a recipe names; undefined where it is gone. */
export type LoadStored = (id: string) => Promise<ModelSnapshot | undefined>;

export interface ClientOptions {
  /** Makes a worker whose global `name` is `workerId`. */
  readonly spawn: (workerId: string) => WorkerLike;
  readonly locks: LocksLike | undefined;
  readonly backend: BackendName;
  /** Nothing is stored where absent. */
  readonly loadStored?: LoadStored | undefined;
  /** Each ends with a slash. */
  readonly paths: { readonly dataPath: string; readonly modelsPath: string; readonly wasmPath: string };
}
