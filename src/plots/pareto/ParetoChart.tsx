import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import { formatNumber } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { useFigureNames } from '../frame/FigureContext.ts';
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
} from './layout.ts';

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
}

/** Models by two costs, with the staircase of those that none beats. */
export function ParetoChart(props: ParetoChartProps) {
  const labels = usePlotLabels();
  const getTable = (): PlotTable => toTable(props, labels.note);
  return (
    <Figure {...props} getTable={getTable}>
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
  const layout = useMemo(
    () => (width > 0 ? layoutPareto({ width, fontPx, groups, points, x, y }) : undefined),
    [width, fontPx, groups, points, x, y],
  );
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '24em', position: 'relative' }}>
      {layout && (
        <>
          <ParetoDrawing layout={layout} fontPx={fontPx} xLabel={x.label} yLabel={y.label} />
          <ParetoReader layout={layout} fontPx={fontPx} {...props} />
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
}

const ParetoDrawing = memo(function ParetoDrawing({ layout, fontPx, xLabel, yLabel }: DrawingProps) {
  const names = useFigureNames();
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
      {layout.fronts.map(({ group, path }) => (
        <path
          key={group.id}
          className={styles.line}
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

/** Reads one point at a time, by ascending bytes; Enter or a click picks it. */
function ParetoReader(props: ParetoChartProps & { readonly layout: ParetoLayout; readonly fontPx: number }) {
  const { layout, fontPx, x, y, onPick, canPick } = props;
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
        onPick={(atX, atY) => pick(points[findNearest(atX, atY) ?? -1])}
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
