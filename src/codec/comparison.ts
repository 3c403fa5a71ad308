/**
 * What would the positions of a kernel take, written in another way? Each way really written, and its bytes
 * counted: those of the file format, and the paper's relative index, in which a filler is an entry of its
 * own. Fillers' zeros among the values are not in these counts.
 */
import { chooseIndexBits, encodeRelativeIndex } from '../math/relativeindex.ts';
import type { PositionSize } from '../protocol/anatomy.ts';
import { tryPositionCodings } from './positions.ts';
import { EMPTY, listScans, toScanOrder } from './scan.ts';

/** Values of 5 bits, about what a shared weight takes: what a filler costs beside its gap. */
const VALUE_BITS = 5;

/** Sizes of the positions of all values that are not zero. */
export function comparePositions(values: Float32Array, shape: readonly number[]): PositionSize[] {
  const cells = Int32Array.from(values, (value) => (value === 0 ? EMPTY : 0));
  const sizes = listScans(shape).flatMap((scan) => {
    const scanned = toScanOrder(cells, scan);
    return tryPositionCodings(scanned, scan, true).map(
      ({ coding, bytes }): PositionSize => ({ coding, byColumns: scan.byColumns, bytes: bytes.length }),
    );
  });
  const mask = Uint8Array.from(values, (value) => (value === 0 ? 0 : 1));
  const { bits, gaps } = encodeRelativeIndex(mask, chooseIndexBits(mask, VALUE_BITS));
  const relative = Math.ceil((gaps.length * bits) / 8);
  return [...sizes, { coding: 'relative', byColumns: false, bytes: relative }];
}
