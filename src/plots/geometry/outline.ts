/**
 * The edge between ink and paper of a small image, along pixel edges, as an SVG path in pixels of the image.
 */
export function toInkOutline(pixels: Uint8Array, rows: number, columns: number, level = 128): string {
  const isInk = (row: number, column: number) =>
    row >= 0 && row < rows && column >= 0 && column < columns && pixels[row * columns + column]! >= level;
  const parts: string[] = [];
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      if (isInk(row, column) !== isInk(row - 1, column)) parts.push(`M${column},${row}h1`);
      if (isInk(row, column) !== isInk(row, column - 1)) parts.push(`M${column},${row}v1`);
    }
  }
  return parts.join('');
}
