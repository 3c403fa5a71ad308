/**
 * What the page asks of the worker: commands in the imperative. Each request carries an id and is answered
 * exactly once, with a value or with a refusal in one sentence; a run's events come beside the answers.
 */

import type { Recipe, Stage } from '../recipe/schema.ts';
import type { DatasetName } from '../spec/datasets.ts';
import type { Failure } from '../spec/failure.ts';
import type { CheckpointName } from '../spec/zoo.ts';
import type { Coding } from '../techniques/code/stage.ts';
import type { FieldPage, FileAnatomy, PositionSize } from './anatomy.ts';
import type { BackendName } from './backends.ts';
import type { EngineEvent, Evaluation } from './events.ts';
import type { Ledger, MeasuredLatency } from './ledger.ts';
import type { ModelSnapshot, RunSnapshot } from './snapshots.ts';

/** What runs the tensors, and how it proved itself. */
export interface EngineInfo {
  readonly backend: BackendName;
  readonly requested: BackendName;
  /** Why `backend` is not what was requested. */
  readonly fallback?: Failure;
  readonly selfTest: { readonly passed: boolean; readonly largestError: number; readonly elapsedMs: number };
  /** True when the same recipe gives the same bits on every machine. */
  readonly bitExact: boolean;
  /** A square matrix product on this backend, in billions of floating-point operations a second. */
  readonly gflops: number;
}

/** How fast one thread of the engine trains a model, measured on this device. */
export interface EnginePace {
  /** The model's name. */
  readonly model: string;
  readonly imagesPerSecond: number;
  /** Billions of floating-point operations a second. */
  readonly gflops: number;
  /** The most that one core can do, on WASM. */
  readonly roofGflops: number | null;
}

/** Where a model comes from. */
export type ModelSource =
  | { readonly kind: 'checkpoint'; readonly name: CheckpointName }
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'snapshot'; readonly model: ModelSnapshot };

/** Stored models by the ids that recipes know them by. */
export type StoredModels = Readonly<Record<string, ModelSnapshot>>;

export interface GradientAnswer {
  /** In row-major order, one for each weight of the tensor, pruned ones too. */
  readonly values: Float32Array;
  /** Mean cross-entropy of the images, and how many were answered correctly. */
  readonly loss: number;
  readonly correct: number;
}

/** What a layer reads of one image, and what it makes of it, its bias with it and nothing after it. */
export interface LayerReading {
  readonly inputs: Float32Array;
  readonly outputs: Float32Array;
}

/**
 * Commands with the value that answers each. Models are kept in the worker under a slot name until released.
 */
export interface Commands {
  /** The first command: chooses the backend. Paths end with a slash. */
  initialize: {
    arguments: {
      backend: BackendName;
      /** Threads that train and evaluate, the engine's own included. Used on WASM only. */
      workers: number;
      dataPath: string;
      modelsPath: string;
      wasmPath: string;
    };
    answer: EngineInfo;
  };
  /** Changes the number of threads, also while a run goes on; the results stay the same to the bit. */
  setWorkers: { arguments: { workers: number }; answer: null };
  /**
   * Trains on noise for a fifth of a second to see how fast that goes: the model of `slot`, or else the one
   * loaded last. Null while a run goes on, whose own pace says it.
   */
  measurePace: { arguments: { slot?: string }; answer: EnginePace | null };
  /**
   * Starts a run; its events follow the answer. Only one run is active at a time; a second start cancels the
   * first.
   */
  start: {
    arguments: {
      runId: number;
      recipe: Recipe;
      resumeFrom?: RunSnapshot;
      paused?: boolean;
      /** The stored models that the recipe names, by id (see `recipe/listsources.ts`). */
      models?: StoredModels;
    };
    answer: null;
  };
  pause: { arguments: { runId: number }; answer: null };
  resume: { arguments: { runId: number }; answer: null };
  /** Runs one training step of a paused run, which stays paused. */
  step: { arguments: { runId: number }; answer: null };
  cancel: { arguments: { runId: number }; answer: null };
  /** Puts a model under a slot name, replacing what was there, and returns its weights. */
  loadModel: { arguments: { slot: string; source: ModelSource }; answer: ModelSnapshot };
  releaseModel: { arguments: { slot: string }; answer: null };
  /**
   * Evaluates a model on the first `examples` images of a split, after a copy of it has been through
   * `stages`, with `seed` for whatever they draw, and, with `integers`, in whole numbers alone, too. Stages
   * that train are refused: they are a run's; so is a model that has no form in whole numbers, by a sentence
   * that names the layer. With a `temperature`, it also says what each class is answered with on average.
   * Runs between training steps.
   */
  evaluate: {
    arguments: {
      slot: string;
      dataset: DatasetName;
      split: 'train' | 'test';
      examples: number;
      stages: readonly Stage[];
      seed?: number;
      integers?: boolean;
      temperature?: number;
    };
    answer: Evaluation;
  };
  /**
   * The gradient of the mean loss of the first `examples` training images (500 at most) by one tensor's
   * effective weights.
   */
  gradients: {
    arguments: { slot: string; tensor: string; dataset: DatasetName; examples: number };
    answer: GradientAnswer;
  };
  /**
   * The best of all codebooks of `clusters` values for these weights: exact, and too slow for the page's own
   * thread.
   */
  optimalCentroids: {
    arguments: { values: Float32Array; clusters: number };
    answer: { readonly centroids: Float32Array; readonly distortion: number };
  };
  /** Class probabilities for one image of bytes (0 to 255, [height, width, channels]). */
  predict: { arguments: { slot: string; pixels: Uint8Array }; answer: Float32Array };
  /** One layer at work on one image: a layer of the net's outermost list that has a kernel. */
  readLayer: { arguments: { slot: string; layer: string; pixels: Uint8Array }; answer: LayerReading };
  weigh: { arguments: { slot: string }; answer: Ledger };
  /** Times of models that are compared, in their order, sampled in turn. */
  timeTogether: {
    arguments: { models: readonly ModelSnapshot[] };
    answer: readonly MeasuredLatency[];
  };
  /** The model's file, coded as the model says unless `coding` says otherwise. */
  encode: { arguments: { slot: string; coding?: Coding }; answer: Uint8Array };
  /**
   * What each bit of a model file is for. The worker keeps the last few files under the id that it answers.
   */
  dissect: {
    arguments: { bytes: Uint8Array };
    answer: { readonly file: string; readonly anatomy: FileAnatomy };
  };
  /**
   * What the bits of one region of a file say: `count` fields (4,096 at most) from the `from`th on. `file` is
   * the id that `dissect` answered; refused with `noFile` where the worker no longer has it.
   */
  readFields: {
    arguments: { file: string; region: number; from: number; count: number };
    answer: FieldPage;
  };
  /**
   * Bytes of a kernel's positions, really written, in every way that the file format has and as the paper's
   * relative index.
   */
  comparePositions: { arguments: { slot: string; tensor: string }; answer: readonly PositionSize[] };
  /** One test image with its label. */
  testImage: {
    arguments: { dataset: DatasetName; index: number };
    answer: { pixels: Uint8Array; label: number };
  };
  /** Starts or goes on loading a data set; answers when the first test and training shards are there. */
  loadData: { arguments: { dataset: DatasetName }; answer: null };
}

export type CommandKind = keyof Commands;

/** Page to worker. */
export type Request = {
  [Kind in CommandKind]: { readonly kind: Kind; readonly requestId: number } & Commands[Kind]['arguments'];
}[CommandKind];

/** Worker to page, one for each request. */
export type Reply =
  | { readonly kind: 'answered'; readonly requestId: number; readonly value: Commands[CommandKind]['answer'] }
  | { readonly kind: 'refused'; readonly requestId: number; readonly failure: Failure };

export type WorkerMessage = Reply | EngineEvent;
