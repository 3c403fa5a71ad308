/**
 * What does the page know of a model in a slot of the engine? The state behind `useModel(slot)`. The page's
 * copy is the source of truth: it is what a restarted engine gets back.
 */

import type { Ledger } from '../protocol/ledger.ts';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import type { Failure } from '../spec/failure.ts';
import type { ModelName } from '../spec/zoo.ts';
import type { Coding } from '../techniques/code/stage.ts';

/** What can be counted on the page's copy at once; bytes and milliseconds come with `weigh`. */
export interface ModelSummary {
  readonly name: string;
  /** Trainable values: kernels, biases, batch-norm scales and shifts. */
  readonly parameters: number;
  readonly nonZeros: number;
  /** Kernel weights alone, by layer, with masks applied. */
  readonly layers: readonly {
    readonly layer: string;
    readonly shape: readonly number[];
    readonly weights: number;
    readonly nonZeros: number;
  }[];
}

export interface ModelActions {
  /** The lab's own trained weights. */
  loadCheckpoint(name: ModelName): Promise<void>;
  /** A model file that `encode` wrote. Rejects with one sentence naming the byte where it is damaged. */
  loadFile(bytes: Uint8Array): Promise<void>;
  /** @param origin the name of the net that it was made of; null where nobody asks */
  loadSnapshot(model: ModelSnapshot, origin: string | null): Promise<void>;
  /** The model of a run's slot: after a stage (counted after unrolling), or the latest. */
  fromRun(name: string, stage?: number): Promise<void>;
  /** Fills in `ledger` (once for each model) and returns it. */
  weigh(): Promise<Ledger>;
  /** The model's file, to download; coded as the model says unless told otherwise. */
  encode(coding?: Coding): Promise<Uint8Array>;
  release(): Promise<void>;
}

export interface ModelData {
  readonly status: 'empty' | 'loading' | 'ready' | 'failed';
  /** Counts replacements: two states with the same version hold the same weights. */
  readonly version: number;
  readonly snapshot: ModelSnapshot | null;
  /**
   * Name of the net that the model began as, whatever stages have made of its layers and its name since; a
   * file's own name, since it knows no more. Null where nobody says.
   */
  readonly origin: string | null;
  readonly summary: ModelSummary | null;
  readonly ledger: Ledger | null;
  readonly weighing: boolean;
  /** Why loading failed; the model that was there before stays. */
  readonly failure: Failure | null;
}

export interface ModelState extends ModelData {
  /** Stable: the same object for the life of the slot. */
  readonly actions: ModelActions;
}

export const EMPTY_MODEL: ModelData = {
  status: 'empty',
  version: 0,
  snapshot: null,
  origin: null,
  summary: null,
  ledger: null,
  weighing: false,
  failure: null,
};
