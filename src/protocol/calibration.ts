/**
 * The comparison of engines on a device. Each candidate gets a worker of its own, apart from the engine that
 * the reader works with, so that one which hangs can be ended. A calibrator answers one request at a time,
 * each with one reply.
 */
import type { Failure } from '../spec/failure.ts';
import type { ModelSpec } from '../spec/model.ts';
import type { BackendName } from './backends.ts';
import type { EngineInfo } from './commands.ts';

/** What the browser says of the graphics hardware behind each interface; null where it has none. */
export interface Adapters {
  readonly webgl: string | null;
  readonly webgpu: string | null;
}

/** Page to calibrator. */
export type CalibrationRequest =
  /** Loads nothing: tells what there is. */
  | { readonly kind: 'probe' }
  /** Opens a backend and has it pass the self-test. */
  | { readonly kind: 'open'; readonly backend: BackendName; readonly wasmPath: string }
  /**
   * Trains a net once on noise, so that all that is compiled on first use is compiled, and all threads are
   * there.
   */
  | {
      readonly kind: 'warmUp';
      readonly spec: ModelSpec;
      /** Threads that train, on WASM. */
      readonly workers: number;
    }
  /** Trains on noise for `budgetMs`, to see how fast that goes. */
  | { readonly kind: 'measure'; readonly budgetMs: number };

/** Calibrator to page. */
export type CalibrationReply =
  | { readonly kind: 'probed'; readonly adapters: Adapters }
  | { readonly kind: 'opened'; readonly selfTest: EngineInfo['selfTest'] }
  | { readonly kind: 'warmedUp' }
  | { readonly kind: 'measured'; readonly imagesPerSecond: number }
  | { readonly kind: 'refused'; readonly failure: Failure };
