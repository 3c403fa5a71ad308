/**
 * What lies where in a model file: types of a map from its first bit to its last, and of what a few bits
 * mean. Places count in bits from the start of the file, most significant bit of a byte first, as FORMAT.md
 * writes streams.
 */
import type { FileParts, LayerLedger } from './ledger.ts';

export type RegionKind =
  | 'magic'
  | 'version'
  | 'checksum'
  | 'network'
  /** A tensor's line in the header: its encoding and the length of its stream. */
  | 'entry'
  /** Plain float32 values. */
  | 'values'
  /** Values without the last bits that are zero in all of them. */
  | 'rounded'
  /**
   * Of integers on a grid: their bits, the form of the scales, their coding, the number of scales or length
   * of a group.
   */
  | 'gridHead'
  | 'scales'
  | 'zeroPoints'
  /** Integers in a fixed number of bits. */
  | 'integers'
  | 'codebook'
  | 'method'
  /** Width and number of gaps. */
  | 'gapHead'
  | 'gapTable'
  | 'gaps'
  | 'bitmap'
  | 'lists'
  | 'codeTable'
  | 'codes'
  /** Order, period, length of the positions. */
  | 'arithmeticHead'
  | 'arithmeticPositions'
  | 'arithmeticCodes';

export interface FileRegion {
  readonly kind: RegionKind;
  readonly part: keyof FileParts;
  readonly bit: number;
  readonly bits: number;
  /** Absent where the region belongs to the whole file. */
  readonly tensor?: string;
  /**
   * How many fields can be read out of it; 0 where single ones own no bits of their own (arithmetic coding).
   */
  readonly fields: number;
}

export interface TensorAnatomy {
  readonly name: string;
  readonly shape: readonly number[];
  readonly encoding: LayerLedger['encoding'];
  /** Entries written: weights that are not zero, and for `sparse` its filler zeros too. */
  readonly entries: number;
  /** True where positions count one column after the other. */
  readonly byColumns: boolean;
  /** Width of a gap code; absent where positions are not gaps. */
  readonly gapBits?: number;
  /**
   * Shared values in rising order, of integers their distances from the zero point; empty where there are
   * none.
   */
  readonly codebook: Float32Array;
}

/** A file from its first bit to its last: regions without a gap, and its tensors. */
export interface FileAnatomy {
  readonly model: string;
  readonly bytes: number;
  readonly regions: readonly FileRegion[];
  readonly tensors: readonly TensorAnatomy[];
}

export type FieldKind =
  /** A number that stands for itself: a count, a width, a length in bytes, an id. */
  | 'number'
  | 'checksum'
  /** A float32; `value` is the number. */
  | 'float'
  /** A shared value; `value` is the number. */
  | 'centroid'
  /** Scale number `symbol` of a grid; `value` is the number. */
  | 'scale'
  /** Zero point number `symbol` of a grid, written as twice its `value`. */
  | 'zeroPoint'
  /** An integer on a grid; `value` is the weight at `place`. */
  | 'integer'
  /** So many zeros and then a weight, at `place`. */
  | 'gap'
  /** So many zeros and no weight. */
  | 'skip'
  /** A filler zero of a sparse stream: so many zeros and one more, at `place`. */
  | 'filler'
  /** One cell of a bitmap, at `place`. */
  | 'cell'
  /** How many weights a line has. */
  | 'count'
  /** A weight's place in its line; `place` is its place in the tensor. */
  | 'list'
  /** Length of symbol `symbol`'s Huffman code. */
  | 'length'
  /** The code of the weight at `place`; `value` is its shared value. */
  | 'code';

/** A few bits and what they say. */
export interface FileField {
  readonly kind: FieldKind;
  readonly bit: number;
  readonly bits: number;
  /** The number that the bits stand for. */
  readonly number: number;
  /** Place in the tensor, in row-major order. */
  readonly place?: number;
  readonly value?: number;
  readonly symbol?: number;
}

/** How many bytes a kernel's positions take, written in one way. */
export interface PositionSize {
  readonly coding: 'all' | 'bitmap' | 'gaps' | 'lists' | 'huffmanGaps' | 'relative';
  /** One column after the other; counts of lists are then CSC, otherwise CSR. */
  readonly byColumns: boolean;
  readonly bytes: number;
}

/** Fields of one region from the `from`th on. */
export interface FieldPage {
  readonly from: number;
  readonly fields: readonly FileField[];
}
