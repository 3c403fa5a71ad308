import { formatNumber } from '../format.ts';
import { findNearestIndex } from '../geometry/nearest.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import styles from '../parts/chart.module.css';
import { Overlay } from '../parts/Drawing.tsx';
import { isPickKey } from '../parts/keys.ts';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
import { TipRows } from '../parts/TipRows.tsx';
import { useReadIndex } from '../parts/useReadIndex.ts';
import type { AxisOptions } from '../types.ts';
import type { ParetoLayout, PlacedPareto } from './layout.ts';
import type { ParetoChartProps } from './props.ts';
import type { PlotWindow } from './useWindow.ts';

interface Props extends Pick<ParetoChartProps, 'x' | 'y' | 'onPick' | 'canPick'> {
  readonly layout: ParetoLayout;
  readonly fontPx: number;
  readonly shown: PlotWindow;
}

/** Reads one point at a time, by ascending bytes; Enter or a click picks it. */
export function ParetoReader(props: Props) {
  const { layout, onPick, canPick, shown } = props;
  const { area, points } = layout;
  const labels = usePlotLabels();
  const [at, setAt] = useReadIndex(points.length);
  const found = at === undefined ? undefined : points[at];
  const canBePicked = ({ point }: PlacedPareto) => onPick !== undefined && (canPick?.(point) ?? true);
  const isPickable = found !== undefined && canBePicked(found);
  const findNearest = (atX: number, atY: number) =>
    findNearestIndex(points, (each) => Math.hypot(each.x - area.left - atX, each.y - area.top - atY));
  const pick = (chosen: PlacedPareto | undefined) => {
    if (chosen === undefined || !canBePicked(chosen)) return false;
    onPick?.(chosen.point);
    return true;
  };
  return (
    <PlotReader
      area={area}
      chartWidth={layout.width}
      reading={found && readPoint(props, found, isPickable ? labels.pickHint : undefined)}
      count={points.length}
      at={at}
      onMove={setAt}
      findNearest={findNearest}
      onKey={(event) => isPickKey(event) && pick(found)}
      onPick={(atX, atY) => shown.wasDragged() || pick(points[findNearest(atX, atY) ?? -1])}
      onDrag={shown.isZoomed ? shown.onDrag : undefined}
      dragsFreely={shown.isZoomed}
      picks={isPickable}
    />
  );
}

function readPoint(
  { layout, fontPx, x, y }: Props,
  { point, group, ...place }: PlacedPareto,
  hint: string | undefined,
): Reading {
  const rows = [
    { id: 'x', name: x.label, value: write(point.x, x) },
    { id: 'y', name: y.label, value: write(point.y, y) },
  ];
  return {
    text: [
      `${group.label}: ${point.label}`,
      ...rows.map(({ name, value }) => `${name} ${value}`),
      ...[point.note, hint].filter((each) => each !== undefined),
    ].join('; '),
    x: place.x,
    y: place.y,
    mark: (
      <Overlay width={layout.width} height={layout.height}>
        <circle
          className={styles.whisker}
          cx={place.x}
          cy={place.y}
          r={0.75 * fontPx}
          style={{ stroke: VARIANT_STYLE[group.variant].color }}
        />
      </Overlay>
    ),
    tip: (
      <>
        <TipRows head={point.label} rows={rows} />
        {point.note !== undefined && <div>{point.note}</div>}
      </>
    ),
  };
}

function write(value: number, axis: AxisOptions): string {
  return (axis.formatExact ?? axis.format ?? formatNumber)(value);
}
