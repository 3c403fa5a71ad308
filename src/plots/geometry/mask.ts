/** The frame around a kernel's picture: its place, and axes that follow the part of it that is shown. */
import { formatCount } from '../format.ts';
import type { PlotArea } from './lines.ts';
import type { View } from './raster.ts';
import { fitPlot } from './room.ts';
import { createScale, type Scale } from './scale.ts';
import { layoutTicks, measureTicks, type Tick } from './ticks.ts';

export interface BandMark {
  /** Counted from 1. */
  readonly band: number;
  readonly from: number;
  readonly to: number;
  readonly isNamed: boolean;
}

export interface MaskLayout {
  readonly width: number;
  readonly height: number;
  readonly area: PlotArea;
  readonly x: Scale;
  readonly y: Scale;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly bands: readonly BandMark[];
}

export interface MaskInput {
  readonly width: number;
  readonly fontPx: number;
  readonly whole: View;
  readonly view: View;
  /** Bands along x (across) or y. */
  readonly bands: number;
  readonly across: boolean;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
}

export function layoutMask({ width, fontPx, whole, view, bands, across, height }: MaskInput): MaskLayout {
  const hasBandsAbove = bands > 1 && across;
  const top = Math.round((hasBandsAbove ? 3.4 : 2.2) * fontPx);
  const digits = measureTicks([{ value: 0, pixel: 0, text: formatCount(whole.height) }], fontPx);
  const left = Math.ceil(digits + 0.7 * fontPx);
  const right = Math.floor(width - 0.9 * fontPx);
  const square = ((right - left) * whole.height) / whole.width;
  const wish = Math.min(Math.max(square, 7 * fontPx), Math.max(24 * fontPx, (right - left) * 0.6));
  const room = fitPlot(wish, height, top + 3.2 * fontPx, 7 * fontPx);
  const bottom = Math.round(top + Math.min(room, Math.max(wish, square)));
  const x = createScale('linear', [view.x, view.x + view.width], [left, right]);
  const y = createScale('linear', [view.y, view.y + view.height], [top, bottom]);
  return {
    width,
    height: Math.round(bottom + 3.2 * fontPx),
    area: { left, right, top, bottom },
    x,
    y,
    xTicks: layoutTicks(x, 'x', formatCount, fontPx),
    yTicks: layoutTicks(y, 'y', formatCount, fontPx),
    bands: layoutBands(bands, across ? whole.width : whole.height, across ? x : y, fontPx),
  };
}

/** Bands that are in view; every so many-th is named, so that names keep apart. */
function layoutBands(bands: number, length: number, scale: Scale, fontPx: number): BandMark[] {
  if (bands < 2) return [];
  const size = length / bands;
  const pixels = Math.abs(scale.toPixel(size) - scale.toPixel(0));
  const every = [1, 2, 3, 7, 14].find((step) => step * pixels >= 2.4 * fontPx) ?? bands;
  return Array.from({ length: bands }, (_, i) => ({
    band: i + 1,
    from: scale.toPixel(i * size),
    to: scale.toPixel((i + 1) * size),
    isNamed: i % every === 0,
  })).filter((mark) => mark.to > scale.range[0] + 1 && mark.from < scale.range[1] - 1);
}
