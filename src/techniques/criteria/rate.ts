/**
 * Which weights are worth their bytes? A file says of every surviving weight where it is and what it is. In a
 * row and a column that many others share, a place costs little; alone in both, it costs most. So a weight is
 * scored by what its loss would distort, its square, for each bit that it takes: rate and distortion weighed
 * against each other, as in any coder (Shannon 1959). Cut again and again while a net trains, thin rows and
 * columns empty first, and whole units go.
 *
 * A place's bits are estimated, not coded: -log2 of the share of its row times the share of its column over
 * the share of all, each counted with a few weights of the average in advance so that no place is free or
 * beyond price.
 */
import { logarithm } from '../../math/exactmath.ts';

/** What the value of a weight takes beside its place, in bits: a code of 16 centroids, most of them rare. */
const VALUE_BITS = 2.5;

/** Weights of average density that every row and column is counted with in advance. */
const PRIOR = 4;

/** The densest that a place is taken for. */
const MOST = 0.95;

/**
 * |w| / sqrt(bits), so that the order is that of w^2 by bit.
 * @param values weights by row and column, [rows, columns]
 * @param present where a weight is not 0 it counts as a neighbour; the same size
 * @param columns units of the layer
 */
export function scoreByRate(values: Float32Array, present: Float32Array, columns: number): Float32Array {
  const rows = values.length / columns;
  const inRow = new Uint32Array(rows);
  const inColumn = new Uint32Array(columns);
  let all = 0;
  for (let place = 0; place < values.length; place++) {
    if (present[place] === 0) continue;
    inRow[Math.floor(place / columns)]!++;
    inColumn[place % columns]!++;
    all++;
  }
  const share = Math.max(all, 1) / values.length;
  const shareOf = (count: number, size: number) => (count + PRIOR * share) / (size + PRIOR);
  const ofRow = Float64Array.from(inRow, (count) => shareOf(count, columns));
  const ofColumn = Float64Array.from(inColumn, (count) => shareOf(count, rows) / share);
  return values.map((value, place) => {
    const odds = Math.min(MOST, ofRow[Math.floor(place / columns)]! * ofColumn[place % columns]!);
    return Math.abs(value) / Math.sqrt(VALUE_BITS - logarithm(odds) / Math.LN2);
  });
}
