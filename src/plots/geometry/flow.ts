/** Sets items in rows from left to right, as words in a paragraph. */
export interface FlowPlace {
  readonly x: number;
  readonly row: number;
}

/** Left edges and rows of items of these widths. An item wider than the page has a row to itself. */
export function flowItems(
  widths: readonly number[],
  pageWidth: number,
  gap: number,
): { places: FlowPlace[]; rows: number } {
  const places: FlowPlace[] = [];
  let x = 0;
  let row = 0;
  for (const width of widths) {
    if (x > 0 && x + width > pageWidth) {
      x = 0;
      row++;
    }
    places.push({ x, row });
    x += width + gap;
  }
  return { places, rows: widths.length === 0 ? 0 : row + 1 };
}
