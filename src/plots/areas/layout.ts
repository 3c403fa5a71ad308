/**
 * Small areas packed into a large one, in true proportion: how many of one amount go into another. The large
 * one is a square, the small ones fill it row by row and are as nearly square as whole columns allow.
 */

export interface AreasInput {
  /** Pixels of the square's side. */
  readonly side: number;
  /** How often the small amount goes into the large one. */
  readonly ratio: number;
  /** Small areas that lie in it. */
  readonly count: number;
}

export interface AreasLayout {
  readonly columns: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Rows that are full, and the places of the row that is begun; both end with the square. */
  readonly fullRows: number;
  readonly begun: number;
  /** What part of the square is covered, and 1 where it overflows. */
  readonly filled: number;
}

export function layoutAreas({ side, ratio, count }: AreasInput): AreasLayout {
  const columns = Math.max(1, Math.round(Math.sqrt(ratio)));
  const shown = Math.min(count, ratio);
  const fullRows = Math.floor(shown / columns + 1e-9);
  return {
    columns,
    cellWidth: side / columns,
    // As many rows as make the cells' areas add up to the square's.
    cellHeight: side / (ratio / columns),
    fullRows,
    begun: Math.max(0, shown - fullRows * columns),
    filled: shown / ratio,
  };
}

/** How many small areas lie before a place of the square, in pixels from its corner. */
export function countAt({ side, ratio }: Omit<AreasInput, 'count'>, x: number, y: number): number {
  const { columns, cellWidth, cellHeight } = layoutAreas({ side, ratio, count: 0 });
  const row = Math.floor(Math.min(Math.max(y, 0), side) / cellHeight);
  const column = Math.min(columns, Math.max(1, Math.ceil(x / cellWidth)));
  return Math.max(1, Math.min(Math.round(ratio), row * columns + column));
}
