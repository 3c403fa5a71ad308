import { type KeyboardEvent, memo, useId, useMemo, useRef, useState } from 'react';
import { ZoomButtons } from '../fields/ZoomButtons.tsx';
import { formatNumber } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { useFigureNames } from '../frame/FigureContext.ts';
import type { PlotArea } from '../geometry/lines.ts';
import { toMarkerPath } from '../geometry/marker.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import { XAxis, YAxis } from '../parts/Axis.tsx';
import styles from '../parts/chart.module.css';
import { toDashStyle } from '../parts/LineSample.tsx';
import { Reader } from '../parts/Reader.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { AxisOptions, FrameProps, PlotTable } from '../types.ts';
import {
  findFront,
  layoutPareto,
  type ParetoGroup,
  type ParetoLayout,
  type ParetoPoint,
  type PlacedPareto,
  WHOLE,
} from './layout.ts';
import { type PlotWindow, useWindow } from './useWindow.ts';

export interface ParetoChartProps extends FrameProps {
  readonly groups: readonly ParetoGroup[];
  readonly points: readonly ParetoPoint[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** The column that says whose point it is, and the one that says whether it is on its group's front. */
  readonly words: { readonly group: string; readonly name: string; readonly front: string };
  /** Makes the points of these groups into buttons. */
  readonly onPick?: ((point: ParetoPoint) => void) | undefined;
  readonly canPick?: ((point: ParetoPoint) => boolean) | undefined;
  /** Shows buttons that go closer and back, beside wheel, pinch and drag. */
  readonly hasZoom?: boolean;
}

/** Models by two costs, with the staircase of those that none beats. */
export function ParetoChart(props: ParetoChartProps) {
  const labels = usePlotLabels();
  const getTable = (): PlotTable => toTable(props, labels.note);
  return (
    <Figure {...props} kind="curve" getTable={getTable}>
      <ParetoBody {...props} />
    </Figure>
  );
}

function toTable({ groups, points, x, y, words }: ParetoChartProps, note: string): PlotTable {
  const onFront = new Set(
    groups
      .filter(({ hasFront }) => hasFront === true)
      .flatMap((group) => findFront(points.filter((each) => each.group === group.id)).map(({ id }) => id)),
  );
  return {
    columns: [
      { id: 'group', label: words.group },
      { id: 'name', label: words.name },
      { id: 'x', label: x.label, format: x.formatExact ?? x.format ?? formatNumber },
      { id: 'y', label: y.label, format: y.formatExact ?? y.format ?? formatNumber },
      { id: 'front', label: words.front },
      { id: 'note', label: note },
    ],
    rows: [...points]
      .sort((a, b) => a.x - b.x)
      .map((point) => [
        groups.find(({ id }) => id === point.group)?.label ?? point.group,
        point.label,
        point.x,
        point.y,
        onFront.has(point.id) ? 1 : 0,
        point.note ?? '',
      ]),
  };
}

function ParetoBody(props: ParetoChartProps) {
  const { groups, points, x, y } = useStable({
    groups: props.groups,
    points: props.points,
    x: props.x,
    y: props.y,
  });
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx } = useSize(root);
  const area = useRef<PlotArea>(undefined);
  const shown = useWindow(root, area);
  const layout = useMemo(
    () => (width > 0 ? layoutPareto({ width, fontPx, groups, points, x, y, view: shown.view }) : undefined),
    [width, fontPx, groups, points, x, y, shown.view],
  );
  area.current = layout?.area;
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '24em', position: 'relative' }}>
      {layout && (
        <>
          <ParetoDrawing
            layout={layout}
            fontPx={fontPx}
            xLabel={x.label}
            yLabel={y.label}
            isZoomed={shown.isZoomed}
          />
          <ParetoReader layout={layout} fontPx={fontPx} {...props} shown={shown} />
          {props.hasZoom && <ZoomButtons view={shown.view} whole={WHOLE} onView={shown.setView} />}
        </>
      )}
    </div>
  );
}

interface DrawingProps {
  readonly layout: ParetoLayout;
  readonly fontPx: number;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly isZoomed: boolean;
}

const ParetoDrawing = memo(function ParetoDrawing(props: DrawingProps) {
  const { layout, fontPx, xLabel, yLabel, isZoomed } = props;
  const names = useFigureNames();
  const clip = useId();
  const { area } = layout;
  return (
    <svg
      className={styles.svg}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={names.title}
      aria-describedby={names.findingId}
    >
      <YAxis area={area} ticks={layout.yTicks} label={yLabel} fontPx={fontPx} />
      <XAxis area={area} ticks={layout.xTicks} label={xLabel} fontPx={fontPx} />
      {layout.key.map(({ group, x, y }) => (
        <g key={group.id}>
          <Marker group={group} x={x + 0.6 * fontPx} y={y} fontPx={fontPx} />
          <text x={x + 1.6 * fontPx} y={y} style={{ fill: VARIANT_STYLE[group.variant].color }}>
            {group.label}
          </text>
        </g>
      ))}
      {isZoomed && (
        <clipPath id={clip}>
          <rect
            x={area.left}
            y={area.top - fontPx}
            width={area.right - area.left}
            height={area.bottom - area.top + fontPx}
          />
        </clipPath>
      )}
      {layout.fronts.map(({ group, path }) => (
        <path
          key={group.id}
          className={styles.line}
          clipPath={isZoomed ? `url(#${clip})` : undefined}
          d={path}
          style={{ stroke: VARIANT_STYLE[group.variant].color, ...toDashStyle('solid') }}
        />
      ))}
      {layout.points.map(({ point, group, x, y }) => (
        <Marker key={point.id} group={group} x={x} y={y} fontPx={fontPx} />
      ))}
      {layout.names.map(({ id, text, x, y, anchor }) => (
        <text key={id} className={styles.halo} x={x} y={y} textAnchor={anchor}>
          {text}
        </text>
      ))}
    </svg>
  );
});

interface MarkerProps {
  readonly group: ParetoGroup;
  readonly x: number;
  readonly y: number;
  readonly fontPx: number;
}

function Marker({ group, x, y, fontPx }: MarkerProps) {
  const { color } = VARIANT_STYLE[group.variant];
  return (
    <path
      className={styles.marker}
      d={toMarkerPath(group.marker, 0.36 * fontPx) ?? ''}
      transform={`translate(${x},${y})`}
      style={{ stroke: color, ...(group.isFilled === true && { fill: color }) }}
    />
  );
}

interface ReaderProps extends ParetoChartProps {
  readonly layout: ParetoLayout;
  readonly fontPx: number;
  readonly shown: PlotWindow;
}

/** Reads one point at a time, by ascending bytes; Enter or a click picks it. */
function ParetoReader(props: ReaderProps) {
  const { layout, fontPx, x, y, onPick, canPick, shown } = props;
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const [index, setIndex] = useState<number>();
  const { area, points } = layout;
  const at = index === undefined ? undefined : Math.min(index, points.length - 1);
  const found = at === undefined ? undefined : points[at];
  const isPickable = ({ point }: PlacedPareto) => onPick !== undefined && (canPick?.(point) ?? true);
  const toText = ({ point }: PlacedPareto) => ({
    x: (x.formatExact ?? x.format ?? formatNumber)(point.x),
    y: (y.formatExact ?? y.format ?? formatNumber)(point.y),
  });
  const findNearest = (atX: number, atY: number) => {
    const distance = (each: PlacedPareto) => Math.hypot(each.x - area.left - atX, each.y - area.top - atY);
    let best: number | undefined;
    points.forEach((each, i) => {
      if (best === undefined || distance(each) < distance(points[best]!)) best = i;
    });
    return best;
  };
  const pick = (chosen: PlacedPareto | undefined) => {
    if (chosen === undefined || !isPickable(chosen)) return false;
    onPick?.(chosen.point);
    return true;
  };
  const onKey = (event: KeyboardEvent) => (event.key === 'Enter' || event.key === ' ') && pick(found);
  const speak = (each: PlacedPareto) => {
    const text = toText(each);
    return [
      `${each.group.label}: ${each.point.label}`,
      `${x.label} ${text.x}`,
      `${y.label} ${text.y}`,
      ...(each.point.note === undefined ? [] : [each.point.note]),
      ...(isPickable(each) ? [labels.pickHint] : []),
    ].join('; ');
  };
  return (
    <>
      {found && (
        <>
          <svg
            className={styles.svg}
            data-export="skip"
            aria-hidden="true"
            width={layout.width}
            height={layout.height}
            style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
          >
            <circle
              className={styles.whisker}
              cx={found.x}
              cy={found.y}
              r={0.75 * fontPx}
              style={{ stroke: VARIANT_STYLE[found.group.variant].color }}
            />
          </svg>
          <Tip x={found.x} y={found.y} chartWidth={layout.width}>
            <div className={styles.tipHead}>{found.point.label}</div>
            <div className={styles.tipRow}>
              <span className={styles.tipName}>{x.label}</span>
              <span className={styles.tipValue}>{toText(found).x}</span>
            </div>
            <div className={styles.tipRow}>
              <span className={styles.tipName}>{y.label}</span>
              <span className={styles.tipValue}>{toText(found).y}</span>
            </div>
            {found.point.note !== undefined && <div>{found.point.note}</div>}
          </Tip>
        </>
      )}
      <Reader
        label={labels.readValues(title)}
        count={points.length}
        at={at}
        text={found ? speak(found) : labels.readValues(title)}
        onMove={setIndex}
        findNearest={findNearest}
        onKey={onKey}
        onPick={(atX, atY) => shown.wasDragged() || pick(points[findNearest(atX, atY) ?? -1])}
        onDrag={shown.isZoomed ? shown.onDrag : undefined}
        dragsFreely={shown.isZoomed}
        picks={found !== undefined && isPickable(found)}
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
