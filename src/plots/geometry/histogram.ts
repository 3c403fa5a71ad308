/**
 * Layered histograms as numbers: step outlines on a common axis that is symmetric about zero, the exact zeros
 * apart as a stem with their count, and each series' name in the free corner, tied to its outline where that
 * stands out most.
 */

import { max } from 'd3-array';
import { area as areaShape, curveStepAfter, line } from 'd3-shape';
import { countHistogram, type Histogram, niceRange, toBinEdge } from '../../math/histogram.ts';
import { formatCount, formatNumber } from '../format.ts';
import type { Variant } from '../types.ts';
import type { PlotArea } from './lines.ts';
import { type NamePlace, placeNames } from './names.ts';
import { fitPlot } from './room.ts';
import { createScale, roundDomain, type Scale } from './scale.ts';
import { layoutTicks, measureTicks, type Tick } from './ticks.ts';

export interface HistogramSeries {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  /**
   * Weights. Exact zeros are counted apart. A new array means new weights: the chart counts once per array.
   */
  readonly values: Float32Array;
}

export interface PlacedHistogram {
  readonly series: HistogramSeries;
  readonly counted: Histogram;
  readonly outline: string;
  readonly fill: string;
  readonly label: NamePlace;
}

export interface HistogramLayout {
  readonly width: number;
  readonly height: number;
  readonly area: PlotArea;
  readonly x: Scale;
  readonly y: Scale;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly extent: number;
  readonly bins: number;
  readonly series: readonly PlacedHistogram[];
  /**
   * Counts of exact zeros, equal ones said once: the text's middle, and whose they are if not all series'.
   */
  readonly zeros: readonly { readonly count: number; readonly y: number; readonly owner?: HistogramSeries }[];
}

export interface HistogramInput {
  readonly width: number;
  readonly fontPx: number;
  readonly series: readonly HistogramSeries[];
  readonly countScale: 'linear' | 'sqrt' | 'log';
  readonly extent?: number | undefined;
  readonly bins?: number | undefined;
  /** See `HistogramProps`. */
  readonly heightEm?: number | undefined;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
}

interface Corner {
  readonly bin: number;
  readonly pixel: number;
}

const ROW = 1.35;

export function layoutHistogram(input: HistogramInput): HistogramLayout {
  const { width, fontPx, series } = input;
  const extent = input.extent ?? findExtent(series.map((each) => each.values));
  const bins = input.bins ?? pickBins(width);
  const counted = series.map((each) => countSeries(each.values, extent, bins));
  const zeros = gatherZeros(series, counted);

  const highest = Math.max(1, max(counted, (each) => max(each.counts)) ?? 1);
  const kind = input.countScale;
  const domain = kind === 'log' ? ([0.7, highest * 1.15] as const) : roundDomain(kind, [0, highest]);
  const head = 1.9 * fontPx + zeros.length * ROW * fontPx;
  const wish =
    input.heightEm === undefined
      ? Math.min(Math.max(width * 0.42, 12 * fontPx), 19 * fontPx)
      : input.heightEm * fontPx;
  const place = (top: number) => {
    const bottom = Math.round(top + fitPlot(wish, input.height, top + 3.4 * fontPx, 4 * fontPx));
    const y = createScale(kind, domain, [bottom, Math.round(top)]);
    return {
      bottom,
      y,
      yTicks: layoutTicks(y, 'y', formatCount, fontPx).filter((tick) => tick.value >= 1 || kind !== 'log'),
    };
  };
  let top = head;
  let { bottom, y, yTicks } = place(top);
  const left = Math.ceil(measureTicks(yTicks, fontPx) + 0.7 * fontPx);
  const right = Math.floor(width - 0.9 * fontPx);
  const x = createScale('linear', [-extent, extent], [left, right]);

  // Names float above the outlines; where one would leave the plot, the plot moves down for it.
  let labels = placeNames(series, counted, x, y, right, fontPx);
  const room = top - 0.2 * fontPx - Math.min(...labels.map((each) => each.y - 0.6 * fontPx));
  if (room > 0) {
    top += room;
    ({ bottom, y, yTicks } = place(top));
    labels = placeNames(series, counted, x, y, right, fontPx);
  }
  const area = { left, right, top: Math.round(top), bottom };
  return {
    width,
    height: Math.round(bottom + 3.4 * fontPx),
    area,
    x,
    y,
    xTicks: layoutTicks(x, 'x', formatNumber, fontPx),
    yTicks,
    extent,
    bins,
    series: series.map((each, i) => ({
      series: each,
      counted: counted[i]!,
      ...toPaths(counted[i]!, x, y),
      label: labels[i]!,
    })),
    zeros: zeros.map((each, i) => ({ ...each, y: head - (zeros.length - i - 0.35) * ROW * fontPx })),
  };
}

const counts = new WeakMap<Float32Array, Map<string, Histogram>>();
const extents = new WeakMap<Float32Array, number>();

/** Counted once per array of weights, however often the chart is drawn. */
function countSeries(values: Float32Array, extent: number, bins: number): Histogram {
  const known = counts.get(values) ?? new Map<string, Histogram>();
  counts.set(values, known);
  const key = `${extent}/${bins}`;
  const counted =
    known.get(key) ?? countHistogram(values, { min: -extent, max: extent, bins, leaveZerosOut: true });
  // One more is kept than is drawn, for a resize to and fro.
  if (known.size > 3) known.clear();
  known.set(key, counted);
  return counted;
}

/** The largest |weight| of all arrays, rounded up; 1 for none. */
export function findExtent(arrays: readonly Float32Array[]): number {
  let largest = 0;
  for (const values of arrays) {
    let own = extents.get(values);
    if (own === undefined) {
      own = 0;
      for (let i = 0; i < values.length; i++) {
        const magnitude = Math.abs(values[i]!);
        if (magnitude > own && magnitude < Number.POSITIVE_INFINITY) own = magnitude;
      }
      extents.set(values, own);
    }
    largest = Math.max(largest, own);
  }
  return largest === 0 ? 1 : niceRange(0, largest, 20)[1];
}

/** An even number, so that zero is an edge and the axis is symmetric; about one bin each 6 pixels. */
function pickBins(width: number): number {
  return Math.min(120, Math.max(40, 2 * Math.round(width / 12)));
}

function gatherZeros(series: readonly HistogramSeries[], counted: readonly Histogram[]) {
  const withZeros = series
    .map((each, i) => ({ owner: each, count: counted[i]!.zeros }))
    .filter((each) => each.count > 0);
  const isSame = withZeros.every((each) => each.count === withZeros[0]!.count);
  return isSame ? withZeros.slice(0, 1).map(({ count }) => ({ count })) : withZeros;
}

function toPaths(counted: Histogram, x: Scale, y: Scale): { outline: string; fill: string } {
  const bins = counted.counts.length;
  const corners: Corner[] = Array.from({ length: bins + 1 }, (_, bin) => ({
    bin,
    pixel: y.toPixel(counted.counts[Math.min(bin, bins - 1)]!),
  }));
  const toX = (corner: Corner) =>
    x.toPixel(toBinEdge({ min: counted.min, max: counted.max, bins }, corner.bin));
  // Empty bins have no outline, so that a pruned layer's gap is a gap.
  const isDrawn = ({ bin }: Corner) =>
    counted.counts[Math.min(bin, bins - 1)]! > 0 || (counted.counts[bin - 1] ?? 0) > 0;
  const base = y.range[0];
  const closed = corners.map((corner) =>
    (counted.counts[corner.bin] ?? 0) > 0 ? corner : { ...corner, pixel: base },
  );
  const outline = line<Corner>()
    .defined(isDrawn)
    .x(toX)
    .y((corner) => corner.pixel)
    .curve(curveStepAfter)
    .digits(1);
  const fill = areaShape<Corner>()
    .x(toX)
    .y0(base)
    .y1((corner) => corner.pixel)
    .curve(curveStepAfter)
    .digits(1);
  return { outline: outline(closed) ?? '', fill: fill(closed) ?? '' };
}
