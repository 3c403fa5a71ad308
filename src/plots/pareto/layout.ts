/**
 * The models that no other one beats, and where all of them stand. Two costs, less of each is better: bytes
 * and error. A model is on the front if none is better in one and no worse in the other; the front is a
 * staircase over its points.
 */
import { extent } from 'd3-array';
import { formatNumber } from '../format.ts';
import { flowItems } from '../geometry/flow.ts';
import type { PlotArea } from '../geometry/lines.ts';
import type { View } from '../geometry/raster.ts';
import { createScale, roundDomain, type Scale } from '../geometry/scale.ts';
import { estimateTextWidth } from '../geometry/text.ts';
import { layoutTicks, measureTicks, type Tick } from '../geometry/ticks.ts';
import type { MarkerShape } from '../palette.ts';
import type { AxisOptions, Domain, Variant } from '../types.ts';

export interface ParetoPoint {
  readonly id: string;
  readonly group: string;
  /** Its name: "run A", "Deep Compression". */
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** Added to the read-out and the table: a source, a recipe. */
  readonly note?: string | undefined;
}

export interface ParetoGroup {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  readonly marker: MarkerShape;
  /** Filled markers for what was measured here. */
  readonly isFilled?: boolean | undefined;
  /** Draws the staircase over the points that no other one of the group beats. */
  readonly hasFront?: boolean | undefined;
  /** Writes each point's name beside it, as far as there is room. */
  readonly hasNames?: boolean | undefined;
}

type Costs = Pick<ParetoPoint, 'x' | 'y'>;

/** The points that no other one beats, by ascending x. Of several in the same place, the first. */
export function findFront<Point extends Costs>(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  let least = Number.POSITIVE_INFINITY;
  return sorted.filter(({ y }) => {
    const isBetter = y < least;
    if (isBetter) least = y;
    return isBetter;
  });
}

export interface PlacedPareto {
  readonly point: ParetoPoint;
  readonly group: ParetoGroup;
  readonly x: number;
  readonly y: number;
  readonly isOnFront: boolean;
}

export interface PlacedName {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface ParetoLayout {
  readonly width: number;
  readonly height: number;
  readonly area: PlotArea;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** By ascending x, then y: the order in which they are read out. */
  readonly points: readonly PlacedPareto[];
  readonly fronts: readonly { readonly group: ParetoGroup; readonly path: string }[];
  readonly names: readonly PlacedName[];
  readonly key: readonly { readonly group: ParetoGroup; readonly x: number; readonly y: number }[];
}

export interface ParetoInput {
  readonly width: number;
  readonly fontPx: number;
  readonly groups: readonly ParetoGroup[];
  readonly points: readonly ParetoPoint[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** The part that is shown. */
  readonly view?: View;
}

/** Views are parts of this: thousandths of the plot from its left and upper edge. */
export const WHOLE: View = { x: 0, y: 0, width: 1000, height: 1000 };

export function layoutPareto({
  width,
  fontPx,
  groups,
  points,
  x: xAxis,
  y: yAxis,
  view = WHOLE,
}: ParetoInput): ParetoLayout {
  const rowHeight = 1.5 * fontPx;
  const key = flowItems(
    groups.map(({ label }) => 1.6 * fontPx + estimateTextWidth(label, fontPx)),
    width,
    1.2 * fontPx,
  );
  const top = Math.round(key.rows * rowHeight + 2.8 * fontPx);
  const plotHeight = Math.min(Math.max(width * 0.56, 15 * fontPx), 26 * fontPx);
  const bottom = Math.round(top + plotHeight);
  const yDomain = cutDomain(yAxis, findDomain(points, yAxis, 'y'), [
    WHOLE.height - view.y - view.height,
    WHOLE.height - view.y,
  ]);
  const y = createScale(yAxis.kind ?? 'linear', yDomain, [bottom, top]);
  const yTicks = layoutTicks(y, 'y', yAxis.format ?? formatNumber, fontPx);
  const left = Math.ceil(measureTicks(yTicks, fontPx) + 0.7 * fontPx);
  const xDomain = cutDomain(xAxis, findDomain(points, xAxis, 'x'), [view.x, view.x + view.width]);
  const xFormat = xAxis.format ?? formatNumber;
  const toX = (end: number) => createScale(xAxis.kind ?? 'linear', xDomain, [left, end]);
  const widest = Math.floor(width - 0.9 * fontPx);
  // A tick at the end of the axis has half of its label beyond it.
  const last = layoutTicks(toX(widest), 'x', xFormat, fontPx).at(-1);
  const beyond = last === undefined ? 0 : last.pixel + estimateTextWidth(last.text, fontPx) / 2 - width;
  const right = widest - Math.ceil(Math.max(0, beyond));
  const x = toX(right);
  const area: PlotArea = { left, right, top, bottom };
  const placed = placePoints(points, groups, x, y, area);
  const fronts = groups
    .filter(({ hasFront }) => hasFront === true)
    .map((group) => ({ group, points: findFront(points.filter((point) => point.group === group.id)) }));
  const onFront = new Set(fronts.flatMap((front) => front.points.map(({ id }) => id)));
  return {
    width,
    height: Math.round(bottom + 3.2 * fontPx),
    area,
    xTicks: layoutTicks(x, 'x', xFormat, fontPx),
    yTicks,
    points: placed.map((each) => ({ ...each, isOnFront: onFront.has(each.point.id) })),
    fronts: fronts
      .filter((front) => front.points.length > 0)
      .map((front) => ({ group: front.group, path: toStairs(front.points, x, y, area) })),
    names: placeNames(placed, area, fontPx),
    key: key.places.map((place, index) => ({
      group: groups[index]!,
      x: place.x,
      y: (place.row + 0.5) * rowHeight,
    })),
  };
}

/** The points that lie in the plot, in the order in which they are read out. */
function placePoints(
  points: readonly ParetoPoint[],
  groups: readonly ParetoGroup[],
  x: Scale,
  y: Scale,
  area: PlotArea,
): Omit<PlacedPareto, 'isOnFront'>[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  return points
    .flatMap((point) => {
      const group = byId.get(point.group);
      const at = { x: x.toPixel(point.x), y: y.toPixel(point.y) };
      return group === undefined || !isInside(at, area) ? [] : [{ point, group, ...at }];
    })
    .sort((a, b) => a.point.x - b.point.x || a.point.y - b.point.y);
}

/** The part of an axis between two thousandths of its length. */
function cutDomain({ kind = 'linear' }: AxisOptions, domain: Domain, [from, to]: Domain): Domain {
  if (from <= 0 && to >= WHOLE.width) return domain;
  const whole = createScale(kind, domain, [0, WHOLE.width]);
  return [whole.toValue(from), whole.toValue(to)];
}

function isInside(at: { readonly x: number; readonly y: number }, area: PlotArea): boolean {
  const slack = 1;
  return (
    at.x >= area.left - slack &&
    at.x <= area.right + slack &&
    at.y >= area.top - slack &&
    at.y <= area.bottom + slack
  );
}

function findDomain(points: readonly ParetoPoint[], axis: AxisOptions, which: 'x' | 'y') {
  if (axis.domain) return axis.domain;
  const kind = axis.kind ?? 'linear';
  const values = points.map((point) => point[which]).filter((value) => kind !== 'log' || value > 0);
  const [low, high] = extent(values);
  if (low === undefined || high === undefined) return kind === 'log' ? ([1, 10] as const) : ([0, 1] as const);
  return roundDomain(kind, kind === 'linear' ? [Math.min(0, low), high] : [low, high]);
}

/**
 * Down to the first point, right and down from point to point, and on to the right edge: above it, something
 * is better.
 */
function toStairs(front: readonly Costs[], x: Scale, y: Scale, area: PlotArea): string {
  const round = (value: number) => Math.round(value * 100) / 100;
  const steps = front.map((point) => `H${round(x.toPixel(point.x))}V${round(y.toPixel(point.y))}`);
  return `M${round(x.toPixel(front[0]!.x))},${area.top}${steps.join('')}H${area.right}`;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const overlaps = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * Names beside, above or below their points: the first place that is free. Where none is, the read-out has
 * the name.
 */
function placeNames(
  placed: readonly Omit<PlacedPareto, 'isOnFront'>[],
  area: PlotArea,
  fontPx: number,
): PlacedName[] {
  const away = 0.6 * fontPx;
  const taken: Box[] = placed.map(({ x, y }) => ({
    left: x - away / 2,
    right: x + away / 2,
    top: y - away / 2,
    bottom: y + away / 2,
  }));
  const names: PlacedName[] = [];
  for (const { point, group, x, y } of placed) {
    if (group.hasNames !== true) continue;
    const width = estimateTextWidth(point.label, fontPx);
    const right = { anchor: 'start', x: x + away, y, left: x + away } as const;
    const left = { anchor: 'end', x: x - away, y, left: x - away - width } as const;
    const above = { anchor: 'middle', x, y: y - 1.1 * fontPx, left: x - width / 2 } as const;
    const below = { anchor: 'middle', x, y: y + 1.1 * fontPx, left: x - width / 2 } as const;
    // The stairs leave a point upwards and to the right.
    const sides = group.hasFront === true ? [below, left, right, above] : [right, left, above, below];
    const free = sides.find((side) => {
      const box = toBox(side.left, side.y, width, fontPx);
      const isInside = box.left >= area.left && box.right <= area.right + fontPx && box.bottom <= area.bottom;
      return isInside && !taken.some((other) => overlaps(box, other));
    });
    if (free === undefined) continue;
    taken.push(toBox(free.left, free.y, width, fontPx));
    names.push({ id: point.id, text: point.label, x: free.x, y: free.y, anchor: free.anchor });
  }
  return names;
}

function toBox(left: number, y: number, width: number, fontPx: number): Box {
  return { left, right: left + width, top: y - 0.6 * fontPx, bottom: y + 0.6 * fontPx };
}
