/**
 * What the bench's command line and its workers say to each other. Every worker keeps prepared tasks under an
 * id and runs one for a while when asked; answers are plain data. The page between them only passes messages
 * on.
 */
import type { DeviceRoofs } from '../../src/core/measure/roofs.ts';
import type { ModelName } from '../../src/spec/zoo.ts';

export type StockBackend = 'cpu' | 'wasm' | 'webgl' | 'webgpu';

/** Which script a worker of the page runs: our engine, tfjs as it ships, or ONNX Runtime. */
export type PageWorkerKind = 'ours' | 'tfjs' | 'onnx';

/** PyTorch runs in a process beside the browser. */
export type WorkerKind = PageWorkerKind | 'torch';

/** How a forward pass computes its convolutions and dense layers. */
export type Method =
  /** 32-bit floats, batch norm folded into the layer before it. */
  | { readonly kind: 'dense' }
  /** As the lab evaluates a model while it trains: nothing folded. */
  | { readonly kind: 'unfolded' }
  /** This fraction of each layer's weights pruned by magnitude, by sparse kernels. */
  | { readonly kind: 'sparse'; readonly sparsity: number }
  /** Weights and activations of 8 bits; a whole net of ours in whole numbers alone. */
  | { readonly kind: 'int8' }
  /** Convolutions of 3 x 3 by minimal filtering, in tiles of so many outputs a side. */
  | { readonly kind: 'tiles'; readonly side: 2 | 4 }
  /** Convolutions as products, their windows copied out first (im2col). */
  | { readonly kind: 'unrolled' }
  /** A net whose layers but the first and the last compare signs. */
  | { readonly kind: 'signs' };

export type Task =
  | {
      readonly kind: 'train';
      readonly net: ModelName;
      readonly batch: number;
      readonly workers: number;
      readonly backend: StockBackend;
    }
  /**
   * A forward pass, from pixels in an array to logits in an array; of one layer alone where `layer` names it.
   */
  | {
      readonly kind: 'infer';
      readonly net: ModelName;
      readonly layer?: string;
      readonly batch: number;
      readonly method: Method;
    };

export interface Prepared {
  /** What computes, as far as the browser tells. */
  readonly device: string;
  /** A part of the result, for comparison with other engines'. */
  readonly sample?: readonly number[];
  /** What the sample should be, where it is not what the others compute. */
  readonly expected?: readonly number[];
}

export interface Timing {
  readonly images: number;
  readonly elapsedMs: number;
  /** The loss of the last step, in training. */
  readonly loss?: number;
}

/** Commands with what answers each. */
export interface Answers {
  prepare: Prepared;
  /**
   * Runs a task at least once and until `minimumMs` are over; where it is `isCold`, after a step that does
   * not count.
   */
  run: Timing;
  release: null;
  /** GFLOP/s of multiply-adds on registers: the most that one core can do. */
  roof: number;
  /** All roofs of one thread, and memory by the size of the array. */
  roofs: DeviceRoofs;
}

export type Command =
  | { readonly kind: 'prepare'; readonly id: string; readonly task: Task }
  | { readonly kind: 'run'; readonly id: string; readonly minimumMs: number; readonly isCold?: boolean }
  | { readonly kind: 'release'; readonly id: string }
  | { readonly kind: 'roof' }
  | { readonly kind: 'roofs' };

export type Reply = { readonly value: Answers[keyof Answers] } | { readonly message: string };

/** What the page offers to the command line, as `window.bench`. */
export interface BenchPage {
  open(key: string, kind: PageWorkerKind): void;
  /**
   * Rejects, and ends the worker, when no answer comes within `timeoutMs`. One command at a time for each
   * worker.
   */
  ask(key: string, command: Command, timeoutMs: number): Promise<Answers[keyof Answers]>;
  close(key: string): void;
}
