/**
 * What the paper reported. Deep Compression (Han, Mao, Dally 2016, arXiv 1510.00149): Table 1 and, by layer,
 * Tables 2 and 3. Rates are fractions of the dense weights' size. Known slips are left as printed: the weight
 * bits of LeNet-300-100's total lie above those of all its layers.
 */
import type { NetName } from '../../src/spec/zoo.ts';

export interface PaperLayer {
  /** The layer's name here; ip1, ip2, ip3 in the paper. */
  readonly layer: string;
  readonly weights: number;
  readonly kept: number;
  readonly weightBits: number;
  readonly weightBitsHuffman: number;
  readonly indexBits: number;
  readonly indexBitsHuffman: number;
  readonly rate: number;
  readonly rateHuffman: number;
}

export interface PaperResult {
  readonly errorBefore: number;
  readonly error: number;
  /** Of the whole net, after each stage: pruned; pruned and shared; Huffman-coded, too. */
  readonly rates: readonly [pruned: number, shared: number, coded: number];
  readonly bytes: number;
  readonly layers: readonly PaperLayer[];
}

const layer = (
  name: string,
  ...numbers: readonly [number, number, number, number, number, number, number, number]
) => {
  const [weights, kept, weightBits, weightBitsHuffman, indexBits, indexBitsHuffman, rate, rateHuffman] =
    numbers;
  return {
    layer: name,
    weights,
    kept: kept / 100,
    weightBits,
    weightBitsHuffman,
    indexBits,
    indexBitsHuffman,
    rate: rate / 100,
    rateHuffman: rateHuffman / 100,
  };
};

export const PAPER: Readonly<Partial<Record<NetName, PaperResult>>> = {
  'lenet-300-100': {
    errorBefore: 0.0164,
    error: 0.0158,
    rates: [0.08, 0.031, 0.0249],
    bytes: 27_000,
    layers: [
      layer('fc1', 235_200, 8, 6, 4.4, 5, 3.7, 3.1, 2.32),
      layer('fc2', 30_000, 9, 6, 4.4, 5, 4.3, 3.8, 3.04),
      layer('fc3', 1_000, 26, 6, 4.3, 5, 3.2, 15.7, 12.7),
    ],
  },
  'lenet-5': {
    errorBefore: 0.008,
    error: 0.0074,
    rates: [0.08, 0.0305, 0.0255],
    bytes: 44_000,
    layers: [
      layer('conv1', 500, 66, 8, 7.2, 5, 1.5, 78.5, 67.45),
      layer('conv2', 25_000, 12, 8, 7.2, 5, 3.9, 6, 5.28),
      layer('fc1', 400_000, 8, 5, 4.5, 5, 4.5, 2.7, 2.45),
      layer('fc2', 5_000, 19, 5, 5.2, 5, 3.7, 6.9, 6.13),
    ],
  },
};
