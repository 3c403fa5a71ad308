import { memo, useId, useMemo, useRef } from 'react';
import { ViewZoom } from '../fields/ViewZoom.tsx';
import { formatNumber } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import type { PlotArea } from '../geometry/lines.ts';
import { toMarkerPath } from '../geometry/marker.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import { XAxis, YAxis } from '../parts/Axis.tsx';
import styles from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { toDashStyle } from '../parts/LineSample.tsx';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { PlotTable } from '../types.ts';
import { findFront, layoutPareto, type ParetoGroup, type ParetoLayout, WHOLE } from './layout.ts';
import { ParetoReader } from './ParetoReader.tsx';
import type { ParetoChartProps } from './props.ts';
import { useWindow } from './useWindow.ts';

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
          {props.hasZoom && <ViewZoom view={shown.view} whole={WHOLE} onView={shown.setView} />}
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
  const clip = useId();
  const { area } = layout;
  return (
    <Drawing width={layout.width} height={layout.height}>
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
    </Drawing>
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
