/**
 * What did Deep Compression report for these two nets? Tables 1 to 3 of arXiv 1510.00149, as printed: sizes
 * in KB, everything else rounded by the paper. `weightBits` in the total of LeNet-300-100 is a slip there:
 * every layer has fewer.
 */
import type { Net } from './named.ts';

export interface PublishedRow {
  readonly layer: string;
  /** Fraction of the weights that were kept. */
  readonly kept: number;
  /** Bits of a weight's code: pruned and shared, and with Huffman codes. */
  readonly weightBits: readonly [number, number];
  readonly indexBits: readonly [number, number];
  /** Size as a fraction of the dense layer, likewise. */
  readonly rate: readonly [number, number];
}

export interface PublishedNet {
  readonly errorBefore: number;
  readonly errorAfter: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  /** How many times smaller: pruned, and shared too, and Huffman-coded too. */
  readonly times: readonly [number, number, number];
  /** The paper's names; the lab calls `ip1` fc1. */
  readonly rows: readonly PublishedRow[];
}

export const PUBLISHED: Readonly<Record<Net, PublishedNet>> = {
  'lenet-300-100': {
    errorBefore: 0.0164,
    errorAfter: 0.0158,
    bytesBefore: 1_070_000,
    bytesAfter: 27_000,
    times: [12, 32, 40],
    rows: [
      { layer: 'fc1', kept: 0.08, weightBits: [6, 4.4], indexBits: [5, 3.7], rate: [0.031, 0.0232] },
      { layer: 'fc2', kept: 0.09, weightBits: [6, 4.4], indexBits: [5, 4.3], rate: [0.038, 0.0304] },
      { layer: 'fc3', kept: 0.26, weightBits: [6, 4.3], indexBits: [5, 3.2], rate: [0.157, 0.127] },
      { layer: '', kept: 0.08, weightBits: [6, 5.1], indexBits: [5, 3.7], rate: [0.031, 0.0249] },
    ],
  },
  'lenet-5': {
    errorBefore: 0.008,
    errorAfter: 0.0074,
    bytesBefore: 1_720_000,
    bytesAfter: 44_000,
    times: [12, 33, 39],
    rows: [
      { layer: 'conv1', kept: 0.66, weightBits: [8, 7.2], indexBits: [5, 1.5], rate: [0.785, 0.6745] },
      { layer: 'conv2', kept: 0.12, weightBits: [8, 7.2], indexBits: [5, 3.9], rate: [0.06, 0.0528] },
      { layer: 'fc1', kept: 0.08, weightBits: [5, 4.5], indexBits: [5, 4.5], rate: [0.027, 0.0245] },
      { layer: 'fc2', kept: 0.19, weightBits: [5, 5.2], indexBits: [5, 3.7], rate: [0.069, 0.0613] },
      { layer: '', kept: 0.08, weightBits: [5.3, 4.1], indexBits: [5, 4.4], rate: [0.0305, 0.0255] },
    ],
  },
};
