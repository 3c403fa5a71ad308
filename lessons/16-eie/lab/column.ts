/** The column that the reader writes: one code a row, in the link as digits. */
import { dealColumns } from '../../../src/math/eie/columns.ts';
import { textParam } from '../../../src/ui/lesson/params.ts';

/** The paper's example (arXiv 1602.01528, section III): [0, 0, 1, 2, 18 zeros, 3]. */
export const PAPER_COLUMN = Uint8Array.from([0, 0, 1, 2, ...Array<number>(18).fill(0), 3]);
export const ROWS = PAPER_COLUMN.length;
/** Codes that a press goes through. */
export const MOST_CODE = 3;

const write = (codes: Uint8Array) => Array.from(codes, String).join('');

export const columnParam = textParam<Uint8Array>({
  initial: PAPER_COLUMN,
  parse: (text) => {
    if (!new RegExp(`^[0-${MOST_CODE}]{${ROWS}}$`).test(text)) throw new Error(`not a column: ${text}`);
    return Uint8Array.from(text, Number);
  },
  format: write,
});

/** The next code at a place, after the last zero again. */
export function pressCell(codes: Uint8Array, place: number): Uint8Array {
  const next = codes.slice();
  next[place] = (codes[place]! + 1) % (MOST_CODE + 1);
  return next;
}

/** One entry as it is stored, and where it leads. */
export interface StoredEntry {
  readonly element: number;
  readonly value: number;
  readonly zeros: number;
  readonly row: number;
}

export function listEntries(codes: Uint8Array, elements: number): readonly StoredEntry[] {
  return dealColumns(codes, codes.length, elements).elements.flatMap(({ values, zeros }, element) => {
    let place = -1;
    return Array.from(values, (value, at) => {
      place += zeros[at]! + 1;
      return { element, value, zeros: zeros[at]!, row: element + place * elements };
    });
  });
}
