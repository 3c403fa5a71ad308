import { type KeyboardEvent, useMemo, useState } from 'react';
import { useFigureNames } from '../frame/FigureContext.ts';
import type { LineLayout, PlacedPoint, PlacedSeries } from '../geometry/lines.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import styles from '../parts/chart.module.css';
import { LineSample } from '../parts/LineSample.tsx';
import { Reader } from '../parts/Reader.tsx';
import { Tip } from '../parts/Tip.tsx';
import type { FormatValue } from '../types.ts';
import type { LineChartProps } from './props.ts';

interface Props {
  readonly layout: LineLayout;
  readonly xLabel: string;
  readonly format: { readonly x: FormatValue; readonly y: FormatValue };
  readonly onPick: LineChartProps['onPick'];
  readonly onEmphasis: LineChartProps['onEmphasis'];
}

interface Found {
  readonly placed: PlacedSeries;
  readonly at: PlacedPoint;
}

/** Reads all series at one x. Up and down choose a series, Enter or a click picks its point. */
export function LineReader({ layout, xLabel, format, onPick, onEmphasis }: Props) {
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const [index, setIndex] = useState<number>();
  const [seriesId, setSeriesId] = useState<string>();
  const { area } = layout;
  const stops = useMemo(() => findStops(layout), [layout]);
  const at = index === undefined ? undefined : Math.min(index, stops.length - 1);
  const stop = at === undefined ? undefined : stops[at];
  const active = stop?.found.find((each) => each.placed.series.id === seriesId) ?? stop?.found[0];

  const findNearest = (x: number) => {
    const pixel = x + area.left;
    let best: number | undefined;
    for (const [i, each] of stops.entries()) {
      if (best === undefined || Math.abs(each.pixel - pixel) < Math.abs(stops[best]!.pixel - pixel)) best = i;
    }
    return best;
  };
  const choose = (id: string | undefined) => {
    setSeriesId(id);
    onEmphasis?.(id);
  };
  const move = (to: number | undefined) => {
    setIndex(to);
    if (to === undefined && seriesId !== undefined) choose(undefined);
  };
  const onKey = (event: KeyboardEvent) => {
    if (!stop || !active) return false;
    if (event.key === 'Enter' || event.key === ' ') {
      onPick?.(active.placed.series.id, active.at.point);
      return onPick !== undefined;
    }
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false;
    const sorted = [...stop.found].sort((a, b) => a.at.y - b.at.y);
    const next = sorted.indexOf(active) + (event.key === 'ArrowUp' ? -1 : 1);
    const chosen = sorted[Math.min(Math.max(next, 0), sorted.length - 1)];
    if (chosen) choose(chosen.placed.series.id);
    return true;
  };
  const pick = (x: number, y: number) => {
    const at = findNearest(x);
    const here = at === undefined ? undefined : stops[at];
    const distance = (each: Found) => Math.abs(each.at.y - (y + area.top));
    const nearest = here?.found.reduce((a, b) => (distance(b) < distance(a) ? b : a), here.found[0]!);
    if (nearest) onPick?.(nearest.placed.series.id, nearest.at.point);
  };
  const write = (each: Found) =>
    `${format.y(each.at.point.y!)}${each.at.point.note ? ` (${each.at.point.note})` : ''}`;
  const text = stop
    ? [
        `${xLabel} ${format.x(stop.value)}`,
        ...[active!, ...stop.found.filter((each) => each !== active)].map(
          (each) => `${each.placed.series.label} ${write(each)}`,
        ),
        ...(onPick ? [labels.pickHint] : []),
      ].join('; ')
    : labels.readValues(title);

  return (
    <>
      {stop && (
        <>
          <svg
            className={styles.svg}
            data-export="skip"
            aria-hidden="true"
            width={layout.width}
            height={layout.height}
            style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
          >
            <line className={styles.rule} x1={stop.pixel} x2={stop.pixel} y1={area.top} y2={area.bottom} />
            {stop.found.map(({ placed, at: point }) => (
              <circle
                key={placed.series.id}
                cx={point.x}
                cy={point.y}
                r={4.5}
                style={{ fill: VARIANT_STYLE[placed.series.variant].color }}
              />
            ))}
          </svg>
          <Tip x={stop.pixel} y={area.top} chartWidth={layout.width}>
            <div className={styles.tipHead}>
              {xLabel}: {format.x(stop.value)}
            </div>
            {stop.found.map((each) => (
              <div
                key={each.placed.series.id}
                className={styles.tipRow}
                data-active={seriesId === each.placed.series.id}
              >
                <TipMark placed={each.placed} />
                <span className={styles.tipName}>{each.placed.series.label}</span>
                <span className={styles.tipValue}>{write(each)}</span>
              </div>
            ))}
          </Tip>
        </>
      )}
      <Reader
        label={labels.readValues(title)}
        count={stops.length}
        at={at}
        text={text}
        onMove={move}
        findNearest={findNearest}
        onKey={onKey}
        onPick={pick}
        picks={onPick !== undefined}
        style={{
          left: area.left,
          top: area.top,
          width: area.right - area.left,
          height: area.bottom - area.top,
        }}
      />
    </>
  );
}

function TipMark({ placed: { series } }: { placed: PlacedSeries }) {
  const base = VARIANT_STYLE[series.variant];
  return (
    <svg className={styles.tipMark} viewBox="0 0 22 14" aria-hidden="true">
      <LineSample
        x={0}
        y={7}
        length={22}
        fontPx={13}
        color={base.color}
        dash={series.dash ?? base.dash}
        marker={series.marker ?? base.marker}
      />
    </svg>
  );
}

/** Each x that has a point, with the points there from the top down. */
function findStops(layout: LineLayout): { value: number; pixel: number; found: Found[] }[] {
  const stops = new Map<number, { value: number; pixel: number; found: Found[] }>();
  for (const placed of layout.series) {
    for (const at of placed.points) {
      const value = at.point.x;
      const stop = stops.get(value) ?? { value, pixel: at.x, found: [] };
      stop.found.push({ placed, at });
      stops.set(value, stop);
    }
  }
  for (const stop of stops.values()) stop.found.sort((a, b) => a.at.y - b.at.y);
  return [...stops.values()].sort((a, b) => a.value - b.value);
}
