/**
 * Centroids on a cumulative distribution, as numbers: the curve, and for each centroid a stem from the axis
 * up to the curve. The height of the step between two neighbouring stems is the share of values between them,
 * which is why equal steps of the curve crowd centroids where the curve is steep.
 */
import { line } from 'd3-shape';
import type { CumulativeCurve } from '../../math/sortedvalues.ts';
import { formatNumber, formatPercent } from '../format.ts';
import type { Domain } from '../types.ts';
import type { PlotArea } from './lines.ts';
import { fitPlot } from './room.ts';
import { createScale, type Scale } from './scale.ts';
import { layoutTicks, measureTicks, type Tick } from './ticks.ts';

export interface PlacedCentroid {
  readonly value: number;
  readonly x: number;
  /** Of the curve above the centroid. */
  readonly y: number;
  /** Share of the values at or below the centroid. */
  readonly share: number;
}

export interface CentroidLayout {
  readonly width: number;
  readonly height: number;
  readonly area: PlotArea;
  readonly x: Scale;
  readonly y: Scale;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly path: string;
  readonly centroids: readonly PlacedCentroid[];
}

export interface CentroidInput {
  readonly width: number;
  readonly fontPx: number;
  readonly curve: CumulativeCurve;
  readonly centroids: ArrayLike<number>;
  readonly domain: Domain;
  readonly heightEm: number;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
  /** How a share is written. */
  readonly percent?: (fraction: number, digits: number) => string;
}

export function layoutCentroids(input: CentroidInput): CentroidLayout {
  const { width, fontPx, curve, centroids, domain, percent = formatPercent } = input;
  const top = Math.round(2.4 * fontPx);
  const wish = input.heightEm * fontPx;
  const bottom = Math.round(top + fitPlot(wish, input.height, top + 3.2 * fontPx, 3 * fontPx));
  const y = createScale('linear', [0, 1], [bottom, top]);
  const yTicks = layoutTicks(y, 'y', (share) => percent(share, 0), fontPx);
  const left = Math.ceil(measureTicks(yTicks, fontPx) + 0.7 * fontPx);
  const right = Math.floor(width - 0.9 * fontPx);
  const x = createScale('linear', domain, [left, right]);
  const path = line<number>()
    .x((i) => x.toPixel(curve.at[i]!))
    .y((i) => y.toPixel(curve.share[i]!))
    .digits(2)([...curve.at.keys()]);
  return {
    width,
    height: Math.round(bottom + 3.2 * fontPx),
    area: { left, right, top, bottom },
    x,
    y,
    xTicks: layoutTicks(x, 'x', formatNumber, fontPx),
    yTicks,
    path: path ?? '',
    centroids: Array.from(centroids, (value) => {
      const share = readCurve(curve, value);
      return { value, share, x: x.toPixel(value), y: y.toPixel(share) };
    }),
  };
}

/**
 * The curve's height at a place, on the straight line between its two neighbouring points; 0 before it and 1
 * after it.
 */
export function readCurve({ at, share }: CumulativeCurve, place: number): number {
  if (at.length === 0 || place < at[0]!) return 0;
  let low = 0;
  let high = at.length - 1;
  if (place >= at[high]!) return 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (at[middle]! <= place) low = middle;
    else high = middle;
  }
  const width = at[high]! - at[low]!;
  const fraction = width === 0 ? 0 : (place - at[low]!) / width;
  return share[low]! + fraction * (share[high]! - share[low]!);
}
