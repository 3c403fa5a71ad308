/**
 * Panels one above the other on one step axis, each with its own scale; names with the last value at the
 * streams' ends.
 */

import { formatCount, formatNumber } from '../format.ts';
import type { AxisOptions, Variant } from '../types.ts';
import { flowItems } from './flow.ts';
import { NARROW_EM, type PlotArea } from './lines.ts';
import { fitPlot } from './room.ts';
import { createScale, roundDomain, type Scale } from './scale.ts';
import { spreadLabels } from './spread.ts';
import { estimateTextWidth } from './text.ts';
import { layoutTicks, measureTicks, type Tick } from './ticks.ts';

/**
 * A stream of measurements in ascending steps. Arrays may be replaced as often as wished: drawing waits for
 * the next frame.
 */
export interface StreamSeries {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /**
   * Weight of the past in the exponential mean drawn over the raw values; 0 draws the raw values alone.
   * Default 0.9.
   */
  readonly smoothing?: number | undefined;
  /** Few values (one an epoch): drawn as markers joined by a line. */
  readonly sparse?: boolean | undefined;
}

export interface StreamPanel {
  readonly id: string;
  readonly axis: AxisOptions;
  readonly series: readonly StreamSeries[];
}

export interface StreamName {
  readonly series: StreamSeries;
  readonly x: number;
  readonly y: number;
  /** Its last value as text; empty before the first. */
  readonly value: string;
  /** Name and value on one line, after a sample of the stroke; else the value stands below the name. */
  readonly sample?: number;
}

export interface PlacedPanel {
  readonly panel: StreamPanel;
  readonly area: PlotArea;
  readonly y: Scale;
  readonly yTicks: readonly Tick[];
  readonly names: readonly StreamName[];
}

export interface PanelLayout {
  readonly width: number;
  readonly height: number;
  readonly x: Scale;
  readonly xTicks: readonly Tick[];
  readonly panels: readonly PlacedPanel[];
}

export interface PanelInput {
  readonly width: number;
  readonly fontPx: number;
  readonly panels: readonly StreamPanel[];
  readonly stepsTotal?: number | undefined;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
}

export function layoutPanels({ width, fontPx, panels, stepsTotal, height }: PanelInput): PanelLayout {
  const isNarrow = width < NARROW_EM * fontPx;
  const wish = (isNarrow ? 8.5 : 9.5) * fontPx;
  const around = (isNarrow ? 5.3 : 3.8) + 1.6 / panels.length;
  const share = height === undefined ? undefined : height / panels.length;
  const plotHeight = fitPlot(wish, share, around * fontPx, 3 * fontPx);
  const labelled = panels.map((panel) => {
    const scale = createScale(panel.axis.kind ?? 'linear', findDomain(panel), [plotHeight, 0]);
    return { panel, ticks: layoutTicks(scale, 'y', panel.axis.format ?? formatNumber, fontPx) };
  });
  const left = Math.ceil(
    Math.max(...labelled.map(({ ticks }) => measureTicks(ticks, fontPx))) + 0.7 * fontPx,
  );
  const labelWidth = isNarrow
    ? 0
    : Math.max(...panels.flatMap((panel) => panel.series.map((each) => measureName(each, panel, fontPx))), 0);
  const right = Math.floor(width - Math.max(labelWidth + (labelWidth > 0 ? 0.9 * fontPx : 0), 0.9 * fontPx));
  const last = Math.max(
    1,
    stepsTotal ?? 0,
    ...panels.flatMap((panel) => panel.series.map((each) => lastStep(each))),
  );
  const x = createScale('linear', [0, last], [left, right]);

  let top = 0;
  const placed = labelled.map(({ panel, ticks }): PlacedPanel => {
    const key = isNarrow ? layoutKey(panel, width, fontPx, top) : undefined;
    const areaTop = Math.round(top + (key?.height ?? 0) + 2.2 * fontPx);
    const bottom = Math.round(areaTop + plotHeight);
    const y = createScale(panel.axis.kind ?? 'linear', findDomain(panel), [bottom, areaTop]);
    const area = { left, right, top: areaTop, bottom };
    top = bottom + 1.6 * fontPx;
    const yTicks = ticks.map((tick) => ({ ...tick, pixel: y.toPixel(tick.value) }));
    return { panel, area, y, yTicks, names: key?.names ?? layoutEnds(panel, area, y, fontPx) };
  });
  const bottom = placed.at(-1)?.area.bottom ?? 0;
  return {
    width,
    height: Math.round(bottom + 3.2 * fontPx),
    x,
    xTicks: layoutTicks(x, 'x', formatCount, fontPx),
    panels: placed,
  };
}

function findDomain(panel: StreamPanel): readonly [number, number] {
  if (panel.axis.domain) return panel.axis.domain;
  const isLog = panel.axis.kind === 'log';
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values } of panel.series) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value) || (isLog && value <= 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return roundDomain(panel.axis.kind ?? 'linear', isLog ? [low, high] : [Math.min(0, low), high]);
}

function lastStep(series: StreamSeries): number {
  return series.steps[series.steps.length - 1] ?? 0;
}

function writeLast(series: StreamSeries, panel: StreamPanel): string {
  const value = series.values[series.values.length - 1];
  return value === undefined ? '' : (panel.axis.formatExact ?? panel.axis.format ?? formatNumber)(value);
}

function measureName(series: StreamSeries, panel: StreamPanel, fontPx: number): number {
  return Math.max(
    estimateTextWidth(series.label, fontPx),
    estimateTextWidth(writeLast(series, panel), fontPx),
  );
}

function layoutEnds(panel: StreamPanel, area: PlotArea, y: Scale, fontPx: number): StreamName[] {
  const items = panel.series.map((each) => {
    const value = each.values[each.values.length - 1];
    const wish = value === undefined || !Number.isFinite(value) ? area.top : y.toPixel(value);
    return { wish: Math.min(Math.max(wish, area.top), area.bottom), size: 2.7 * fontPx };
  });
  const centres = spreadLabels(items, area.top - 0.6 * fontPx, area.bottom + 0.6 * fontPx);
  return panel.series.map((series, i) => ({
    series,
    x: area.right + 0.9 * fontPx,
    y: Math.round(centres[i]! - 0.6 * fontPx),
    value: writeLast(series, panel),
  }));
}

function layoutKey(panel: StreamPanel, width: number, fontPx: number, top: number) {
  const sample = 2 * fontPx;
  const offset = sample + 0.4 * fontPx;
  const widths = panel.series.map(
    (each) => offset + estimateTextWidth(`${each.label} ${writeLast(each, panel)}`, fontPx),
  );
  const { places, rows } = flowItems(widths, width, fontPx);
  const names = panel.series.map((series, i) => ({
    series,
    x: places[i]!.x + offset,
    y: top + (places[i]!.row + 0.5) * 1.5 * fontPx,
    value: writeLast(series, panel),
    sample,
  }));
  return { names, height: rows * 1.5 * fontPx };
}
