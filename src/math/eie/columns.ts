/**
 * A sparse layer as EIE keeps it (Han et al. 2016, arXiv 1602.01528, section III): the rows of its matrix are
 * dealt out to processing elements one after the other, and each element holds its part column by column, as
 * codes of 4 bits into a table of 16 values and, beside each, the zeros before it in 4 bits more.
 */
import { encodeRelativeIndex } from '../relativeindex.ts';

/** Bits of a code, and of a count of zeros. */
export const CODE_BITS = 4;

/** What one processing element holds. */
export interface ElementColumns {
  /** Codes of the entries, column after column; 0 is a filler. */
  readonly values: Uint8Array;
  /** Zeros before each. */
  readonly zeros: Uint8Array;
  /** Where each column begins, and at the end where the last one ends. */
  readonly pointers: Uint32Array;
}

export interface DealtMatrix {
  readonly rows: number;
  readonly columns: number;
  /** One for each processing element; row i is element i mod their number's. */
  readonly elements: readonly ElementColumns[];
}

/**
 * @param codes [columns, rows]: 0 where a weight is zero, else its place in the table, 1 to 15
 * @param count processing elements
 * @throws RangeError where a code has more than 4 bits
 */
export function dealColumns(codes: Uint8Array, rows: number, count: number): DealtMatrix {
  const large = codes.find((code) => code >= 2 ** CODE_BITS);
  if (large !== undefined) throw new RangeError(`a code must be from 0 to 15, got ${large}`);
  const columns = codes.length / rows;
  const elements = Array.from({ length: count }, (_, element) => {
    const parts = Array.from({ length: columns }, (__, column) => {
      const own = Uint8Array.from(
        { length: Math.max(0, Math.ceil((rows - element) / count)) },
        (___, place) => codes[column * rows + element + place * count]!,
      );
      const { gaps, positions } = encodeRelativeIndex(own, CODE_BITS);
      return { gaps, values: Uint8Array.from(positions, (place) => own[place]!) };
    });
    const pointers = new Uint32Array(columns + 1);
    parts.forEach(({ gaps }, column) => {
      pointers[column + 1] = pointers[column]! + gaps.length;
    });
    const join = (pick: (part: (typeof parts)[number]) => ArrayLike<number>) =>
      Uint8Array.from(parts.flatMap((part) => Array.from(pick(part))));
    return { values: join(({ values }) => values), zeros: join(({ gaps }) => gaps), pointers };
  });
  return { rows, columns, elements };
}

/**
 * Entries that each element works through, fillers among them, for the columns whose activation is not zero.
 * @returns [active columns, elements]
 */
export function countEntries({ elements }: DealtMatrix, active: ArrayLike<number>): Uint16Array {
  const counts = new Uint16Array(active.length * elements.length);
  for (let at = 0; at < active.length; at++)
    elements.forEach(({ pointers }, element) => {
      const column = active[at]!;
      counts[at * elements.length + element] = pointers[column + 1]! - pointers[column]!;
    });
  return counts;
}

/**
 * The product as the elements form it, entry by entry: whole numbers in, sums in 32 bits out.
 * @param table 16 values; the first is a filler's and must be 0
 * @param activations [columns]; zeros are skipped
 * @returns [rows]
 */
export function multiplyDealt(
  { rows, elements }: DealtMatrix,
  table: Int16Array,
  activations: Int16Array,
): Int32Array {
  const sums = new Int32Array(rows);
  activations.forEach((activation, column) => {
    if (activation === 0) return;
    elements.forEach(({ values, zeros, pointers }, element) => {
      let place = -1;
      for (let entry = pointers[column]!; entry < pointers[column + 1]!; entry++) {
        place += zeros[entry]! + 1;
        sums[element + place * elements.length]! += table[values[entry]!]! * activation;
      }
    });
  });
  return sums;
}
