/**
 * Everything a line chart draws, as numbers: the plot's rectangle, scales, ticks, paths, and places for the
 * labels that name the lines. On a wide page names stand at the lines' ends; on a narrow one in rows above,
 * each with its line's sample.
 */

import { extent } from 'd3-array';
import { line } from 'd3-shape';
import { formatNumber } from '../format.ts';
import type { AxisOptions, Domain, Variant } from '../types.ts';
import { flowItems } from './flow.ts';
import { fitPlot } from './room.ts';
import { createScale, roundDomain, type Scale } from './scale.ts';
import { spreadLabels } from './spread.ts';
import { estimateTextWidth, wrapText } from './text.ts';
import { layoutTicks, measureTicks, type Tick } from './ticks.ts';

export interface LinePoint {
  readonly x: number;
  /** `null`: not measured yet, or it failed; the line is broken there. */
  readonly y: number | null;
  /** Ends of an uncertainty whisker. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Added to the read-out: "82 images wrong". */
  readonly note?: string | undefined;
}

export interface LineSeries {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  /** In ascending x. May grow while the reader watches. */
  readonly points: readonly LinePoint[];
  /** Tells apart series of one variant. Default: the variant's own. */
  readonly dash?: 'solid' | 'dashed' | 'dotted' | 'dashdot' | undefined;
  readonly marker?: 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'none' | undefined;
}

export interface ReferenceLine {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly label: string;
  readonly variant?: Variant | undefined;
}

/** Edges of the rectangle that data is drawn in, in pixels of the chart. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlacedPoint {
  readonly point: LinePoint;
  readonly x: number;
  readonly y: number;
  readonly whisker?: Domain;
}

export interface PlacedSeries {
  readonly series: LineSeries;
  readonly path: string;
  readonly points: readonly PlacedPoint[];
  readonly label: SeriesLabel;
}

export interface SeriesLabel {
  readonly x: number;
  /** Of the first line's middle. */
  readonly y: number;
  readonly lines: readonly string[];
  /** From the line's end to a label that had to move aside. */
  readonly leader?: string;
  /** Length of the line sample before a label above the plot; none at a line's end. */
  readonly sample?: number;
}

export interface PlacedReference {
  readonly reference: ReferenceLine;
  readonly at: number;
  readonly text: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' };
}

export interface LineLayout {
  readonly width: number;
  readonly height: number;
  readonly area: PlotArea;
  readonly x: Scale;
  readonly y: Scale;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly series: readonly PlacedSeries[];
  readonly references: readonly PlacedReference[];
}

export interface LineInput {
  readonly width: number;
  readonly fontPx: number;
  readonly series: readonly LineSeries[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  readonly references: readonly ReferenceLine[];
  readonly aspect: number;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
}

/** Narrower than this many em, names stand above the plot. */
export const NARROW_EM = 36;
const LINE_HEIGHT = 1.25;

export function layoutLines(input: LineInput): LineLayout {
  const { width, fontPx, series, references } = input;
  const isNarrow = width < NARROW_EM * fontPx;
  const xDomain = input.x.domain ?? findDomain(input.x, series, references, 'x');
  const yDomain = input.y.domain ?? findDomain(input.y, series, references, 'y');
  const key = isNarrow ? layoutKey(series, width, fontPx) : undefined;
  const labelWidth = isNarrow ? 0 : measureLabels(series, width, fontPx);

  const top = (key ? key.height : 0) + 2.2 * fontPx;
  const wish = Math.min(Math.max(width * input.aspect, 13 * fontPx), 25 * fontPx);
  const plotHeight = fitPlot(wish, input.height, top + 3.2 * fontPx, 7 * fontPx);
  const bottom = Math.round(top + plotHeight);
  const height = Math.round(bottom + 3.2 * fontPx);
  const y = createScale(input.y.kind ?? 'linear', yDomain, [bottom, top]);
  const yTicks = layoutTicks(y, 'y', input.y.format ?? formatNumber, fontPx);
  const left = Math.ceil(measureTicks(yTicks, fontPx) + 0.7 * fontPx);
  const right = Math.floor(width - Math.max(labelWidth + (labelWidth ? 1.4 * fontPx : 0), 0.9 * fontPx));
  const inset = 0.5 * fontPx;
  const x = createScale(input.x.kind ?? 'linear', xDomain, [left + inset, right - inset]);
  const xTicks = layoutTicks(x, 'x', input.x.format ?? formatNumber, fontPx);
  const area = { left, right, top: Math.round(top), bottom };

  const placed = series.map((each) => placeSeries(each, x, y));
  const labels = key?.labels ?? layoutEndLabels(placed, area, labelWidth, fontPx);
  return {
    width,
    height,
    area,
    x,
    y,
    xTicks,
    yTicks,
    series: placed.map((each, i) => ({ ...each, label: labels[i]! })),
    references: references.map((each) => placeReference(each, placed, x, y, area, fontPx)),
  };
}

function findDomain(
  axis: AxisOptions,
  series: readonly LineSeries[],
  references: readonly ReferenceLine[],
  which: 'x' | 'y',
): Domain {
  const values = series.flatMap((each) =>
    each.points.flatMap((point) =>
      which === 'x' ? [point.x] : [point.y, point.low ?? null, point.high ?? null].filter((y) => y !== null),
    ),
  );
  values.push(...references.filter((each) => each.axis === which).map((each) => each.value));
  const drawn = axis.kind === 'log' ? values.filter((value) => value > 0) : values;
  const [low, high] = extent(drawn);
  if (low === undefined || high === undefined) return axis.kind === 'log' ? [0.01, 1] : [0, 1];
  return which === 'x' && low < high ? [low, high] : roundDomain(axis.kind ?? 'linear', [low, high]);
}

function placeSeries(series: LineSeries, x: Scale, y: Scale): Omit<PlacedSeries, 'label'> {
  const place = (point: LinePoint): PlacedPoint => ({
    point,
    x: x.toPixel(point.x),
    y: point.y === null ? Number.NaN : y.toPixel(point.y),
    ...(point.low !== undefined &&
      point.high !== undefined && { whisker: [y.toPixel(point.low), y.toPixel(point.high)] }),
  });
  const points = series.points.map(place);
  const path = line<PlacedPoint>()
    .defined((each) => Number.isFinite(each.y))
    .x((each) => each.x)
    .y((each) => each.y)
    .digits(2)(points);
  return { series, path: path ?? '', points: points.filter((each) => Number.isFinite(each.y)) };
}

function measureLabels(series: readonly LineSeries[], width: number, fontPx: number): number {
  const most = width * 0.26;
  const lines = series.flatMap((each) => wrapText(each.label, most, fontPx));
  return Math.min(Math.max(0, ...lines.map((each) => estimateTextWidth(each, fontPx))), most);
}

function layoutEndLabels(
  placed: readonly Omit<PlacedSeries, 'label'>[],
  area: PlotArea,
  labelWidth: number,
  fontPx: number,
): SeriesLabel[] {
  const texts = placed.map((each) => wrapText(each.series.label, labelWidth + 1, fontPx));
  const ends = placed.map((each) => each.points.at(-1));
  const items = texts.map((lines, i) => ({
    wish: Math.min(Math.max(ends[i]?.y ?? area.bottom, area.top), area.bottom),
    size: (lines.length * LINE_HEIGHT + 0.3) * fontPx,
  }));
  const centres = spreadLabels(items, area.top - fontPx, area.bottom + fontPx);
  const x = area.right + 1.4 * fontPx;
  return texts.map((lines, i) => {
    const centre = centres[i]!;
    const end = ends[i];
    const first = centre - ((lines.length - 1) * LINE_HEIGHT * fontPx) / 2;
    // A line that goes to the plot's edge and a label at its height need no leader.
    const isBeside = end && Math.abs(centre - items[i]!.wish) < 0.3 * fontPx && area.right - end.x < fontPx;
    if (!end || isBeside) return { x, y: first, lines };
    const [fromX, toX, wish] = [end.x + 0.55 * fontPx, x - 0.35 * fontPx, items[i]!.wish];
    const bendX = Math.max(fromX, area.right - 0.2 * fontPx);
    const leader = `M${round(fromX)},${round(wish)}H${round(bendX)}L${round(toX)},${round(centre)}`;
    return { x, y: first, lines, leader };
  });
}

/** Rows of names above the plot, each after a sample of its line. */
function layoutKey(
  series: readonly LineSeries[],
  width: number,
  fontPx: number,
): { labels: SeriesLabel[]; height: number } {
  const sample = 2 * fontPx;
  const offset = sample + 0.4 * fontPx;
  const widths = series.map((each) => offset + estimateTextWidth(each.label, fontPx));
  const { places, rows } = flowItems(widths, width, fontPx);
  const rowHeight = 1.5 * fontPx;
  const labels = places.map((place, i) => ({
    x: place.x + offset,
    y: (place.row + 0.5) * rowHeight,
    lines: [series[i]!.label],
    sample,
  }));
  return { labels, height: rows * rowHeight + 0.4 * fontPx };
}

/** The reference's words stand at the end of its line where fewer points are near. */
function placeReference(
  reference: ReferenceLine,
  placed: readonly Omit<PlacedSeries, 'label'>[],
  x: Scale,
  y: Scale,
  area: PlotArea,
  fontPx: number,
): PlacedReference {
  const textWidth = estimateTextWidth(reference.label, fontPx);
  if (reference.axis === 'x') {
    const at = x.toPixel(reference.value);
    const fitsRight = at + textWidth + fontPx < area.right;
    const text = { x: at + (fitsRight ? 0.4 : -0.4) * fontPx, y: area.top + 0.6 * fontPx };
    return { reference, at, text: { ...text, anchor: fitsRight ? 'start' : 'end' } };
  }
  const at = y.toPixel(reference.value);
  const crowd = (from: number, to: number, above: boolean) => {
    const [high, low] = above ? [at - 1.5 * fontPx, at - 2] : [at + 2, at + 1.6 * fontPx];
    return placed.reduce((sum, each) => sum + countInside(each.points, from, to, high, low), 0);
  };
  const left = area.left + 0.4 * fontPx;
  const right = area.right - 0.4 * fontPx;
  const sides = [
    { anchor: 'start' as const, x: left, above: true, crowd: crowd(left, left + textWidth, true) },
    { anchor: 'end' as const, x: right, above: true, crowd: crowd(right - textWidth, right, true) },
    { anchor: 'start' as const, x: left, above: false, crowd: crowd(left, left + textWidth, false) },
    { anchor: 'end' as const, x: right, above: false, crowd: crowd(right - textWidth, right, false) },
  ].filter((side) => (side.above ? at - area.top > fontPx : area.bottom - at > 1.6 * fontPx));
  const best = sides.reduce((a, b) => (b.crowd < a.crowd ? b : a), sides[0]!);
  return {
    reference,
    at,
    text: { x: best.x, y: at + (best.above ? -0.6 : 0.75) * fontPx, anchor: best.anchor },
  };
}

/** At how many of nine places from left to right the line through these points passes between two heights. */
function countInside(
  points: readonly PlacedPoint[],
  from: number,
  to: number,
  high: number,
  low: number,
): number {
  let count = 0;
  for (let i = 0; i <= 8; i++) {
    const x = from + ((to - from) * i) / 8;
    const after = points.findIndex((point) => point.x >= x);
    const [a, b] = [points[after - 1], points[after]];
    if (!a || !b) continue;
    const y = a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
    if (y > high && y < low) count++;
  }
  return count;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
