import { useCallback, useRef } from 'react';
import { toMarkerPath } from '../geometry/marker.ts';
import type { PanelLayout, PlacedPanel, StreamSeries } from '../geometry/panels.ts';
import { reduceToColumns, smoothStream } from '../geometry/stream.ts';
import { VARIANT_STYLE } from '../palette.ts';
import { readColor, readPixels, toCss } from '../parts/ink.ts';
import { useCanvas } from '../parts/useCanvas.ts';
import { useThemeVersion } from '../parts/useTheme.ts';

const DEFAULT_SMOOTHING = 0.9;

/** The streams, painted at most once a frame. */
export function StreamCanvas({ layout }: { layout: PanelLayout }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the colours read in painting
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      const line = readPixels(context.canvas, '--plot-line', 2);
      for (const placed of layout.panels) {
        context.save();
        context.beginPath();
        const { left, right, top, bottom } = placed.area;
        context.rect(left, top - 4, right - left + 6, bottom - top + 8);
        context.clip();
        for (const series of placed.panel.series) paintSeries(context, series, placed, layout, line);
        context.restore();
      }
    },
    [layout, theme],
  );
  useCanvas(ref, layout.width, layout.height, paint);
  return (
    <canvas
      ref={ref}
      style={{
        position: 'absolute',
        inset: 0,
        width: layout.width,
        height: layout.height,
        pointerEvents: 'none',
      }}
    />
  );
}

function paintSeries(
  context: CanvasRenderingContext2D,
  series: StreamSeries,
  placed: PlacedPanel,
  layout: PanelLayout,
  line: number,
): void {
  const ink = readColor(context.canvas, VARIANT_STYLE[series.variant].color);
  const toY = (value: number) => placed.y.toPixel(value);
  const smoothing = series.sparse ? 0 : (series.smoothing ?? DEFAULT_SMOOTHING);
  const columns = reduceToColumns(series.steps, series.values, layout.x);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (smoothing > 0) {
    context.strokeStyle = toCss(ink, 0.32);
    context.lineWidth = 1;
    context.beginPath();
    for (const each of columns) {
      context.lineTo(each.x, toY(each.low));
      context.lineTo(each.x, toY(each.high));
    }
    context.stroke();
  }
  const drawn =
    smoothing > 0 ? reduceToColumns(series.steps, smoothStream(series.values, smoothing), layout.x) : columns;
  context.strokeStyle = toCss(ink);
  context.lineWidth = line;
  context.beginPath();
  for (const each of drawn) context.lineTo(each.x, toY(each.last));
  context.stroke();
  const shape = toMarkerPath(VARIANT_STYLE[series.variant].marker, 2.2 * line);
  if (!series.sparse || !shape) return;
  context.fillStyle = toCss(readColor(context.canvas, 'var(--plot-paper)'));
  const marker = new Path2D(shape);
  for (const each of drawn) {
    context.save();
    context.translate(each.x, toY(each.last));
    context.fill(marker);
    context.stroke(marker);
    context.restore();
  }
}
