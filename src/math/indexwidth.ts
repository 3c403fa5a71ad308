/**
 * How wide a relative index should be: a layer's positions by the rule of `relativeindex.ts`, really written
 * with each width, and where one width takes over from another as the layer gets sparser.
 */
import { BitWriter } from './bits.ts';
import { encodeRelativeIndex, type RelativeIndex } from './relativeindex.ts';
import { keepLargest } from './select.ts';

/** What positions take with one width. */
export interface IndexSize {
  readonly bits: number;
  readonly entries: number;
  readonly fillers: number;
  /** Bytes of the packed gaps, and of the zeros that fillers put among the codes. */
  readonly gapBytes: number;
  readonly fillerBytes: number;
}

function packGaps({ gaps, bits }: RelativeIndex): Uint8Array {
  const writer = new BitWriter();
  for (const gap of gaps) writer.write(gap, bits);
  return writer.toBytes();
}

/** Fillers put a zero among the codes, `codeBits` wide each. */
export function weighIndex(mask: ArrayLike<number>, bits: number, codeBits: number): IndexSize {
  const index = encodeRelativeIndex(mask, bits);
  const fillerCodes = new BitWriter();
  for (let filler = 0; filler < index.fillers; filler++) fillerCodes.write(0, codeBits);
  return {
    bits,
    entries: index.gaps.length,
    fillers: index.fillers,
    gapBytes: packGaps(index).length,
    fillerBytes: fillerCodes.toBytes().length,
  };
}

/** Gaps and fillers' zeros together. */
export function toIndexBytes({ gapBytes, fillerBytes }: IndexSize): number {
  return gapBytes + fillerBytes;
}

/** The width with the fewest bytes, the narrower of equals. */
export function findBestWidth(sizes: readonly IndexSize[]): IndexSize {
  return sizes.reduce((best, size) => (toIndexBytes(size) < toIndexBytes(best) ? size : best));
}

export const CURVE_BITS = [2, 3, 4, 5, 6, 8] as const;
export const CURVE_LEVELS = [0.5, 0.7, 0.8, 0.85, 0.9, 0.92, 0.94, 0.96, 0.98, 0.99] as const;

/** Bits that one weight's position takes, fillers included, by width. */
export interface BreakEvenPoint {
  readonly level: number;
  readonly perWeight: readonly number[];
}

/**
 * Cuts the layer to a level and writes its positions with every width; yields after each, so that a page can
 * answer in between.
 */
export function* weighLevel(
  weights: Float32Array,
  level: number,
  codeBits: number,
): Generator<undefined, BreakEvenPoint> {
  const kept = Math.max(1, Math.round(weights.length * (1 - level)));
  const mask = keepLargest(weights, kept);
  const perWeight: number[] = [];
  for (const bits of CURVE_BITS) {
    yield;
    perWeight.push((8 * toIndexBytes(weighIndex(mask, bits, codeBits))) / kept);
  }
  return { level, perWeight };
}

/** One step of writing positions by hand. */
export interface IndexStep {
  /** First cell that the code passes, counted in the row, and the cell that it ends on. */
  readonly from: number;
  readonly to: number;
  readonly gap: number;
  readonly isFiller: boolean;
}

/** The paper's rule on one row: a step for each code that is written. */
export function listSteps(row: Float32Array, bits: number): IndexStep[] {
  const { gaps, positions } = encodeRelativeIndex(
    row.map((weight) => (weight === 0 ? 0 : 1)),
    bits,
  );
  return Array.from(gaps, (gap, entry) => {
    const to = positions[entry]!;
    return { from: to - gap, to, gap, isFiller: row[to] === 0 };
  });
}
