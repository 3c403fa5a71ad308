/** A matrix small enough to follow: eight rows, eight columns, four elements; two activations are zero. */
import { dealColumns } from '../../../src/math/eie/columns.ts';
import { type TracedCycle, traceEie } from '../../../src/math/eie/trace.ts';

export const ELEMENTS = 4;
export const ACTIVATIONS = [2, 0, 1, 3, 0, 1, 2, 1];

/** Row by row. */
export const WEIGHTS = [
  [3, 0, 3, 1, 0, 3, 0, 0],
  [3, 0, -2, 0, 0, 0, -2, -1],
  [1, 0, 0, -2, -2, 3, 0, -1],
  [0, 0, 2, 0, 0, 3, 1, 0],
  [2, 0, 0, 2, -1, 0, -2, 0],
  [0, -1, 0, 1, 3, 3, -1, -2],
  [0, 0, 1, 0, -2, 1, -2, 0],
  [2, -1, -2, 3, 0, 0, 0, 0],
].flat();

const COLUMNS = ACTIVATIONS.length;
const ROWS = WEIGHTS.length / COLUMNS;
const TABLE = [0, ...new Set(WEIGHTS.filter((weight) => weight !== 0))];

export function traceExample(depth: number): readonly TracedCycle[] {
  const codes = Uint8Array.from(WEIGHTS, (_, at) =>
    TABLE.indexOf(WEIGHTS[(at % ROWS) * COLUMNS + Math.floor(at / ROWS)]!),
  );
  return traceEie(dealColumns(codes, ROWS, ELEMENTS), TABLE, ACTIVATIONS, depth);
}
