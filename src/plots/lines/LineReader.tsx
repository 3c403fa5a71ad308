import { type KeyboardEvent, useMemo, useState } from 'react';
import type { LineLayout, PlacedSeries } from '../geometry/lines.ts';
import { findNearestIndex } from '../geometry/nearest.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import styles from '../parts/chart.module.css';
import { Overlay } from '../parts/Drawing.tsx';
import { isPickKey } from '../parts/keys.ts';
import { LineSample } from '../parts/LineSample.tsx';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
import { TipRows } from '../parts/TipRows.tsx';
import { useReadIndex } from '../parts/useReadIndex.ts';
import type { FormatValue } from '../types.ts';
import type { LineChartProps } from './props.ts';
import { type FoundPoint, findAtHeight, findNeighbour, findStops, type LineStop } from './stops.ts';

interface Props {
  readonly layout: LineLayout;
  readonly xLabel: string;
  readonly format: { readonly x: FormatValue; readonly y: FormatValue };
  readonly onPick: LineChartProps['onPick'];
  readonly onEmphasis: LineChartProps['onEmphasis'];
}

/** Reads all series at one x. Up and down choose a series, Enter or a click picks its point. */
export function LineReader(props: Props) {
  const { layout, onPick, onEmphasis } = props;
  const { area } = layout;
  const labels = usePlotLabels();
  const stops = useMemo(() => findStops(layout), [layout]);
  const [at, setAt] = useReadIndex(stops.length);
  const [seriesId, setSeriesId] = useState<string>();
  const stop = at === undefined ? undefined : stops[at];
  const active = stop?.found.find((each) => each.placed.series.id === seriesId) ?? stop?.found[0];

  const findNearest = (x: number) => {
    const pixel = x + area.left;
    return findNearestIndex(stops, (each) => Math.abs(each.pixel - pixel));
  };
  const choose = (id: string | undefined) => {
    setSeriesId(id);
    onEmphasis?.(id);
  };
  const pick = (found: FoundPoint | undefined) => {
    if (found) onPick?.(found.placed.series.id, found.at.point);
    return onPick !== undefined;
  };
  const onKey = (event: KeyboardEvent) => {
    if (!stop || !active) return false;
    if (isPickKey(event)) return pick(active);
    const next = findNeighbour(stop, active, event.key);
    if (next) choose(next.placed.series.id);
    return next !== undefined;
  };
  return (
    <PlotReader
      area={area}
      chartWidth={layout.width}
      reading={stop && active && readStop(props, { stop, active, seriesId, hint: onPick && labels.pickHint })}
      count={stops.length}
      at={at}
      onMove={(to) => {
        setAt(to);
        if (to === undefined && seriesId !== undefined) choose(undefined);
      }}
      findNearest={findNearest}
      onKey={onKey}
      onPick={(x, y) => {
        const here = stops[findNearest(x) ?? -1];
        if (here) pick(findAtHeight(here, y + area.top));
      }}
      picks={onPick !== undefined}
    />
  );
}

interface Chosen {
  readonly stop: LineStop;
  /** The point that Enter picks, said first. */
  readonly active: FoundPoint;
  /** Of the series that the reader has chosen. */
  readonly seriesId: string | undefined;
  readonly hint: string | undefined;
}

function readStop({ layout, xLabel, format }: Props, { stop, active, seriesId, hint }: Chosen): Reading {
  const write = ({ at: { point } }: FoundPoint) =>
    `${format.y(point.y!)}${point.note ? ` (${point.note})` : ''}`;
  const inTurn = [active, ...stop.found.filter((each) => each !== active)];
  return {
    text: [
      `${xLabel} ${format.x(stop.value)}`,
      ...inTurn.map((each) => `${each.placed.series.label} ${write(each)}`),
      ...(hint === undefined ? [] : [hint]),
    ].join('; '),
    x: stop.pixel,
    y: layout.area.top,
    mark: <StopMark layout={layout} stop={stop} />,
    tip: (
      <TipRows
        head={`${xLabel}: ${format.x(stop.value)}`}
        rows={stop.found.map((each) => ({
          id: each.placed.series.id,
          name: each.placed.series.label,
          value: write(each),
          mark: <TipMark placed={each.placed} />,
          isActive: seriesId === each.placed.series.id,
        }))}
      />
    ),
  };
}

function StopMark({ layout, stop }: { readonly layout: LineLayout; readonly stop: LineStop }) {
  const { area } = layout;
  return (
    <Overlay width={layout.width} height={layout.height}>
      <line className={styles.rule} x1={stop.pixel} x2={stop.pixel} y1={area.top} y2={area.bottom} />
      {stop.found.map(({ placed, at }) => (
        <circle
          key={placed.series.id}
          cx={at.x}
          cy={at.y}
          r={4.5}
          style={{ fill: VARIANT_STYLE[placed.series.variant].color }}
        />
      ))}
    </Overlay>
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
