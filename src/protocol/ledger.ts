/**
 * What a model weighs. In the ledger's type every figure but the energy is counted or measured on the model
 * as it stands; `file` holds the lengths of bytes that were really written and really read back.
 */
import type { Energy } from '../math/energy.ts';

/** Bytes of the encoded file, by what they are for. The parts add up to `fileBytes`. */
export interface FileParts {
  readonly header: number;
  readonly weights: number;
  readonly indices: number;
  readonly codebooks: number;
  /** Biases, batch-norm parameters and statistics. */
  readonly biases: number;
}

export interface LayerLedger {
  readonly layer: string;
  /** Weights of the layer's kernel, and how many of them are not zero. */
  readonly weights: number;
  readonly nonZeros: number;
  /** How many different values the non-zero weights have, where they share them. */
  readonly clusters?: number;
  /** Multiply-accumulates for one image: dense, and counting only non-zero weights. */
  readonly macs: number;
  readonly effectiveMacs: number;
  /** Bytes of the kernel in the file, and how it was stored. */
  readonly fileBytes: number;
  readonly encoding: 'dense' | 'sparse' | 'shared' | 'huffman' | 'arithmetic' | 'rounded' | 'integers';
}

export interface LatencyLedger {
  readonly median: number;
  readonly p95: number;
  readonly n: number;
  /**
   * Layers that have no fused form and ran through their ordinary forward pass; absent where every layer has
   * one.
   */
  readonly unfused?: readonly string[];
}

/** What the kernels without zeros make of a model, measured on this device, one image at a time. */
export interface SpeedLedger {
  /** One image through the network in milliseconds, each layer in the faster of its forms. */
  readonly best: LatencyLedger;
  /** Layers with enough zeros to be tried without them, by time in milliseconds. */
  readonly layers: readonly {
    readonly layer: string;
    /** With every weight, and without those that are zero. */
    readonly denseMs: number;
    readonly sparseMs: number;
    /** Sparsity from which on a layer of this shape is faster without its zeros; null where it never is. */
    readonly breakEven: number | null;
  }[];
  /**
   * Layers that read signs and whose weights are signs or zero, in milliseconds: multiplied in floats, and
   * with differing signs counted. Absent in ledgers from before there were any.
   */
  readonly signs?: readonly { readonly layer: string; readonly floatMs: number; readonly signsMs: number }[];
  /** All layers together, were they pruned to one sparsity at random: what `breakEven` is read from. */
  readonly curve: readonly {
    readonly sparsity: number;
    readonly denseMs: number;
    readonly sparseMs: number;
  }[];
  readonly breakEven: number | null;
  /**
   * How far apart the two shortest samples of one time were, as a fraction of it: the most of all times.
   * Beyond `CLEAR_NOISE` the curve and its break-even say more of the machine than of the kernels. Absent in
   * ledgers from before it was looked at.
   */
  readonly noise?: number;
}

/** What minimal filtering makes of a model's convolutions of 3 x 3, measured on this device. */
export interface TilesLedger {
  /** One image through the network in milliseconds, each layer in the fastest of all its forms. */
  readonly best: LatencyLedger;
  /** In milliseconds: with all nine products, and in tiles of 2 x 2 and of 4 x 4 outputs. */
  readonly layers: readonly {
    readonly layer: string;
    readonly directMs: number;
    readonly tiles2Ms: number;
    readonly tiles4Ms: number;
  }[];
}

/** A model's times on this device, of one image. */
export interface MeasuredLatency {
  readonly latencyMs: LatencyLedger;
  /** Absent on backends without sparse kernels, and where the clock cannot tell what they gain. */
  readonly speed?: SpeedLedger;
  /** Absent likewise, where no layer has such a form, and in ledgers from before there was one. */
  readonly tiles?: TilesLedger;
  /** In whole numbers alone; absent on other backends, and where the model has no such form. */
  readonly integerMs?: LatencyLedger;
}

export interface Ledger {
  readonly model: string;
  /** Trainable values: kernels, biases, batch-norm scales and shifts. */
  readonly parameters: number;
  readonly nonZeros: number;
  readonly fileBytes: number;
  readonly fileParts: FileParts;
  /** Length of the same model's file with every tensor stored dense. */
  readonly denseFileBytes: number;
  readonly macs: number;
  readonly effectiveMacs: number;
  /** Fraction of the test images answered wrongly, and the counts behind it. */
  readonly error: number;
  readonly wrong: number;
  readonly tested: number;
  /** One image through the network, in milliseconds, on this device, every weight computed with. */
  readonly latencyMs: LatencyLedger;
  /** Absent on backends without kernels for it, and in ledgers from before there were any. */
  readonly speed?: SpeedLedger;
  /** Absent likewise, and where no layer has such a form. */
  readonly tiles?: TilesLedger;
  /**
   * One image in whole numbers alone, from its bytes to its logits; absent where the model has no such form,
   * and in ledgers from before there was one.
   */
  readonly integerMs?: LatencyLedger;
  /**
   * Estimated, for one image on a chip that skips weights of zero and reads the file once; absent in ledgers
   * from before it was.
   */
  readonly energy?: Energy;
  /** SHA-256 over all effective tensors' little-endian float32 bytes, in the model's order. */
  readonly weightsSha256: string;
  readonly layers: readonly LayerLedger[];
}
