/** Where the bars of rows stand, in pixels: names to their left, or above them where names are long. */
import { flowItems } from '../geometry/flow.ts';
import type { PlotArea } from '../geometry/lines.ts';
import { createScale, roundDomain } from '../geometry/scale.ts';
import { estimateTextWidth } from '../geometry/text.ts';
import { layoutTicks, type Tick } from '../geometry/ticks.ts';
import type { FormatValue } from '../types.ts';
import type { Row, RowBarsProps, RowPart, RowScale } from './props.ts';

export interface RowsInput extends Pick<RowBarsProps, 'rows' | 'parts' | 'reference' | 'from'> {
  readonly width: number;
  readonly fontPx: number;
  readonly height?: number | undefined;
  readonly scale: RowScale;
  readonly format: FormatValue;
  /** Of the axis. Default: as the rows' texts. */
  readonly formatTick?: FormatValue | undefined;
}

export interface PlacedRow {
  readonly row: Row;
  readonly name: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' };
  /** Of the bar's middle. */
  readonly y: number;
  readonly segments: readonly { readonly part: RowPart; readonly x: number; readonly width: number }[];
  /** Where the bar ends and its text begins. */
  readonly end: number;
  readonly text: string;
}

export interface RowsLayout {
  readonly height: number;
  readonly area: PlotArea;
  readonly ticks: readonly Tick[];
  readonly barHeight: number;
  readonly rows: readonly PlacedRow[];
  readonly keys: readonly { readonly part: RowPart; readonly x: number; readonly y: number }[];
  readonly reference?: { readonly x: number; readonly label: string; readonly anchor: 'start' | 'end' };
}

const [LEAST_ROW, BEST_ROW, MOST_ROW] = [1.2, 2.2, 4];
/** Names of rows that are spoken of are bold. */
const BOLD = 1.08;
const STACKED_NAME = 1.3;
const AXIS = 3.2;

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);

export function layoutRows(input: RowsInput): RowsLayout {
  const { width, fontPx, height, rows, parts, scale, format, formatTick = format, reference } = input;
  const texts = rows.map(({ text, values }) => text ?? format(sum(values)));
  const names = BOLD * Math.max(0, ...rows.map(({ label }) => estimateTextWidth(label, fontPx)));
  const isStacked = names > 0.4 * width;
  const left = isStacked ? Math.ceil(1.1 * fontPx) : Math.ceil(names + 0.8 * fontPx);
  // A row of zeros has its text where its bar would be.
  const written = texts.filter((_, at) => scale !== 'log' || sum(rows[at]!.values) > 0);
  const widest = BOLD * Math.max(0, ...written.map((text) => estimateTextWidth(text, fontPx)));
  const right = Math.max(left + 4 * fontPx, Math.floor(width - widest - 0.8 * fontPx));
  const keysOf = layoutKeys(parts, width, fontPx);
  const top = reference === undefined ? 0 : 1.7 * fontPx;
  const around = top + AXIS * fontPx + keysOf.height;
  const nameHeight = isStacked ? STACKED_NAME * fontPx : 0;
  const [least, best] = [LEAST_ROW * fontPx + nameHeight, BEST_ROW * fontPx + nameHeight];
  const wish = height === undefined ? best : (height - around) / Math.max(1, rows.length);
  const pitch = Math.min(MOST_ROW * fontPx + nameHeight, Math.max(least, wish));
  const bottom = Math.round(top + pitch * rows.length);
  const area = { left, right, top, bottom };
  const axis = createScale(scale === 'log' ? 'log' : 'linear', toDomain(input), [left, right]);
  return {
    height: Math.round(bottom + AXIS * fontPx + keysOf.height),
    area,
    ticks: layoutTicks(axis, 'x', formatTick, fontPx),
    barHeight: Math.min(0.62 * (pitch - nameHeight), 2 * fontPx),
    rows: rows.map((row, at): PlacedRow => {
      const head = top + at * pitch;
      const y = head + nameHeight + (pitch - nameHeight) / 2;
      const segments = placeSegments(row, parts, scale, axis.toPixel);
      return {
        row,
        name: isStacked
          ? { x: left, y: head + 0.75 * fontPx, anchor: 'start' }
          : { x: left - 0.8 * fontPx, y, anchor: 'end' },
        y,
        segments,
        end: segments.reduce((end, each) => Math.max(end, each.x + each.width), left),
        text: texts[at]!,
      };
    }),
    keys: keysOf.keys.map((key) => ({ ...key, y: bottom + AXIS * fontPx + key.y })),
    ...(reference !== undefined && { reference: placeReference(reference, axis.toPixel, area) }),
  };
}

function toDomain({ rows, scale, reference, from }: RowsInput): readonly [number, number] {
  if (scale === 'share') return [0, 1];
  const ends = [...rows.map(({ values }) => sum(values)), ...(reference ? [reference.value] : [])];
  const most = Math.max(...ends, Number.MIN_VALUE);
  if (scale === 'length') return [0, most];
  const [low, high] = roundDomain('log', [Math.min(...ends.filter((each) => each > 0)), most]);
  return [from ?? low, high];
}

/** On a logarithmic axis a row is a point: a segment without width. Zero has no place there. */
function placeSegments(
  { values }: Row,
  parts: readonly RowPart[],
  scale: RowScale,
  toPixel: (value: number) => number,
): PlacedRow['segments'] {
  const all = sum(values);
  if (scale === 'log') return all > 0 ? [{ part: parts[0]!, x: toPixel(all), width: 0 }] : [];
  const unit = scale === 'share' ? Math.max(all, Number.MIN_VALUE) : 1;
  let before = 0;
  return parts.map((part, at) => {
    const [from, to] = [before / unit, (before + (values[at] ?? 0)) / unit];
    before += values[at] ?? 0;
    return { part, x: toPixel(from), width: toPixel(to) - toPixel(from) };
  });
}

function placeReference(
  { value, label }: { readonly value: number; readonly label: string },
  toPixel: (value: number) => number,
  { left, right }: PlotArea,
): RowsLayout['reference'] & {} {
  const x = toPixel(value);
  return { x, label, anchor: x > (left + right) / 2 ? 'end' : 'start' };
}

/** The key of the parts, below the axis; none for one part. */
function layoutKeys(parts: readonly RowPart[], width: number, fontPx: number) {
  if (parts.length < 2) return { keys: [], height: 0 };
  const widths = parts.map(({ label }) => 1.6 * fontPx + estimateTextWidth(label, fontPx));
  const flow = flowItems(widths, width, 1.2 * fontPx);
  const keys = parts.map((part, at) => ({
    part,
    x: flow.places[at]!.x,
    y: (0.8 + flow.places[at]!.row * 1.5) * fontPx,
  }));
  return { keys, height: flow.rows * 1.5 * fontPx };
}
