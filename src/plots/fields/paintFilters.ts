/** Paints a convolution's kernels, a square for each weight. */
import { toCssColor } from '../geometry/color.ts';
import { type FilterLayout, type FilterPlace, toFilterIndex } from '../geometry/filters.ts';
import { isKept } from '../geometry/raster.ts';
import { toCss } from '../parts/ink.ts';
import type { FilterGridProps } from './props.ts';
import type { FieldColors } from './useColors.ts';

/** A cross in a smaller square is a blot: there pruned weights are blank. */
export const CROSSED_PX = 6;

export interface PaintedFilters
  extends Pick<FilterGridProps, 'shape' | 'values' | 'kept' | 'threshold' | 'tone' | 'marked'> {
  /** |weight| at the ends of the colours. */
  readonly most: number;
}

type Context = CanvasRenderingContext2D;

export function paintFilters(
  context: Context,
  layout: FilterLayout,
  colors: FieldColors,
  painted: PaintedFilters,
): void {
  const [rows, columns] = painted.shape;
  const paintCell = createCellPainter(context, layout, colors, painted);
  // Room for the outlines of the outermost kernels.
  context.translate(1, 1);
  context.strokeStyle = toCss(colors.muted, 0.75);
  context.lineWidth = 1;
  for (let filter = 0; filter < layout.filters; filter++) {
    for (let input = 0; input < layout.inputs; input++) {
      context.beginPath();
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) paintCell({ filter, input, row, column });
      }
      context.stroke();
      const { x, y } = layout.toPlace(filter, input);
      context.save();
      context.strokeStyle = toCss(colors.muted, layout.cell >= CROSSED_PX ? 0.4 : 0.22);
      context.strokeRect(x - 0.5, y - 0.5, layout.tileWidth + 1, layout.tileHeight + 1);
      context.restore();
    }
  }
}

/** Fills the square of a weight that is kept, and adds a cross to the path for one that is not. */
function createCellPainter(
  context: Context,
  layout: FilterLayout,
  colors: FieldColors,
  { shape, values, kept, threshold, most, tone, marked }: PaintedFilters,
): (place: FilterPlace) => void {
  const raster = { values, kept, threshold, rows: 1, columns: values.length, across: false };
  const isSigns = tone === 'signs';
  const table = isSigns ? colors.signs : colors.diverging;
  const size = layout.cell;
  return (place) => {
    const at = toFilterIndex(place, shape);
    const { x, y } = layout.toPlace(place.filter, place.input);
    const [left, top] = [x + place.column * size, y + place.row * size];
    if (isSigns || isKept(raster, at)) {
      context.fillStyle = toCssColor(table, (values[at]! / most + 1) / 2);
      context.fillRect(left, top, size, size);
      if (marked?.[at] === 1) paintDot(context, left + size / 2, top + size / 2, size / 4, colors);
    } else if (size >= CROSSED_PX) addCross(context, left, top, size);
  };
}

function addCross(context: Context, left: number, top: number, size: number): void {
  const inset = size * 0.3;
  context.moveTo(left + inset, top + inset);
  context.lineTo(left + size - inset, top + size - inset);
  context.moveTo(left + size - inset, top + inset);
  context.lineTo(left + inset, top + size - inset);
}

/** A weight that is pointed at: a dot in the accent colour, ringed so that black and white both show it. */
function paintDot(
  context: Context,
  x: number,
  y: number,
  radius: number,
  { accent, paper }: FieldColors,
): void {
  context.save();
  context.beginPath();
  context.arc(x, y, Math.max(1, radius), 0, 2 * Math.PI);
  context.fillStyle = toCss(accent);
  context.strokeStyle = toCss(paper);
  context.fill();
  context.stroke();
  context.restore();
}
