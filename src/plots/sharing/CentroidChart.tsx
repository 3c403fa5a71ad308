import { memo, useMemo, useRef, useState } from 'react';
import type { CumulativeCurve } from '../../math/sortedvalues.ts';
import { formatCount, formatWeight } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { useFigureNames } from '../frame/FigureContext.ts';
import { type CentroidLayout, layoutCentroids } from '../geometry/centroids.ts';
import { toMarkerPath } from '../geometry/marker.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { type MarkerShape, VARIANT_STYLE } from '../palette.ts';
import { XAxis, YAxis } from '../parts/Axis.tsx';
import chart from '../parts/chart.module.css';
import { Reader } from '../parts/Reader.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { Domain, FrameProps, PlotTable, Variant } from '../types.ts';
import styles from './sharing.module.css';

export interface CentroidChartProps extends FrameProps {
  /** The distribution of the values; see `traceCumulative`. */
  readonly curve: CumulativeCurve;
  /** In ascending order. The same index is the same centroid from one drawing to the next: it glides. */
  readonly centroids: ArrayLike<number>;
  /** How many values each centroid stands for. */
  readonly counts?: ArrayLike<number> | undefined;
  readonly domain: Domain;
  readonly variant: Variant;
  readonly marker?: MarkerShape | undefined;
  readonly xLabel: string;
  readonly yLabel: string;
  /** "centroid" and "values", for the read-out. */
  readonly centroidLabel: string;
  readonly countLabel: string;
  /** Height of the plot in lines of its text. */
  readonly heightEm?: number | undefined;
}

/** Centroids on the cumulative distribution of the values that they stand for. */
export function CentroidChart(props: CentroidChartProps) {
  const { centroids, counts, centroidLabel, countLabel } = props;
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'centroid', label: centroidLabel, format: formatCount },
      { id: 'value', label: props.xLabel, format: formatWeight },
      ...(counts === undefined ? [] : [{ id: 'count', label: countLabel, format: formatCount }]),
    ],
    rows: Array.from(centroids, (value, i) => [i, value, ...(counts === undefined ? [] : [counts[i] ?? 0])]),
  });
  return (
    <Figure {...props} getTable={getTable}>
      <CentroidBody {...props} />
    </Figure>
  );
}

function CentroidBody(props: CentroidChartProps) {
  const { curve, counts, heightEm = 11 } = props;
  const { centroids, domain } = useStable({ centroids: props.centroids, domain: props.domain });
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const [at, setAt] = useState<number>();
  const layout = useMemo(
    () =>
      width > 0
        ? layoutCentroids({
            width,
            fontPx,
            height,
            curve,
            centroids,
            domain,
            heightEm,
            percent: labels.percent,
          })
        : undefined,
    [width, fontPx, height, curve, centroids, domain, heightEm, labels],
  );
  const read = at === undefined ? undefined : layout?.centroids[at];
  const count = at === undefined ? undefined : counts?.[at];
  const total = counts === undefined ? 0 : Array.from(counts).reduce((sum, each) => sum + each, 0);
  const text =
    read === undefined
      ? labels.readValues(title)
      : `${props.centroidLabel} ${at}: ${formatWeight(read.value)}${
          count === undefined
            ? ''
            : `; ${formatCount(count)} ${props.countLabel} (${labels.percent(total === 0 ? 0 : count / total)})`
        }`;
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '16em', position: 'relative' }}>
      {layout && (
        <>
          <CentroidDrawing
            layout={layout}
            fontPx={fontPx}
            variant={props.variant}
            marker={props.marker}
            xLabel={props.xLabel}
            yLabel={props.yLabel}
            lit={read === undefined ? undefined : at}
          />
          {read && (
            <Tip x={read.x} y={layout.area.top} chartWidth={layout.width}>
              {text}
            </Tip>
          )}
          <Reader
            label={labels.readValues(title)}
            count={layout.centroids.length}
            at={read === undefined ? undefined : at}
            text={text}
            onMove={setAt}
            findNearest={(x) => findNearest(layout, x + layout.area.left)}
            style={{
              left: layout.area.left,
              top: layout.area.top,
              width: layout.area.right - layout.area.left,
              height: layout.area.bottom - layout.area.top,
            }}
          />
        </>
      )}
    </div>
  );
}

function findNearest({ centroids }: CentroidLayout, pixel: number): number | undefined {
  let best: number | undefined;
  for (const [i, each] of centroids.entries())
    if (best === undefined || Math.abs(each.x - pixel) < Math.abs(centroids[best]!.x - pixel)) best = i;
  return best;
}

interface DrawingProps {
  readonly layout: CentroidLayout;
  readonly fontPx: number;
  readonly variant: Variant;
  readonly marker: MarkerShape | undefined;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly lit: number | undefined;
}

const CentroidDrawing = memo(function CentroidDrawing(props: DrawingProps) {
  const { layout, fontPx, variant, xLabel, yLabel, lit } = props;
  const names = useFigureNames();
  const { area } = layout;
  const look = VARIANT_STYLE[variant];
  // Many centroids get small markers, so that each is still one.
  const size = Math.max(0.14, Math.min(0.32, 6 / layout.centroids.length)) * fontPx;
  const marker = toMarkerPath(props.marker ?? look.marker, size);
  return (
    <svg
      className={chart.svg}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={names.title}
      aria-describedby={names.findingId}
    >
      <YAxis area={area} ticks={layout.yTicks} label={yLabel} fontPx={fontPx} />
      <XAxis area={area} ticks={layout.xTicks} label={xLabel} fontPx={fontPx} />
      <path className={styles.curve} d={layout.path} />
      {layout.centroids.map((each, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a centroid is its place in the codebook
        <g key={i} className={lit !== undefined && lit !== i ? styles.dim : undefined}>
          <g className={styles.move} style={{ transform: `translateX(${each.x}px)` }}>
            <path
              className={styles.stem}
              d={`M0,${area.bottom}V${each.y.toFixed(1)}`}
              style={{ stroke: look.color }}
            />
            {marker && (
              <path
                className={chart.marker}
                d={marker}
                transform={`translate(0,${each.y.toFixed(1)})`}
                style={{ stroke: look.color, ...(lit === i ? { fill: look.color } : {}) }}
              />
            )}
          </g>
        </g>
      ))}
    </svg>
  );
});
