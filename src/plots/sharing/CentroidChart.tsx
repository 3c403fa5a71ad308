import { memo, useMemo, useRef, useState } from 'react';
import type { CumulativeCurve } from '../../math/sortedvalues.ts';
import { formatCount, formatWeight } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { type CentroidLayout, layoutCentroids } from '../geometry/centroids.ts';
import { toMarkerPath } from '../geometry/marker.ts';
import { findNearestIndex } from '../geometry/nearest.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { type MarkerShape, VARIANT_STYLE } from '../palette.ts';
import { XAxis, YAxis } from '../parts/Axis.tsx';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
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
  const { curve, heightEm = 11 } = props;
  const { centroids, domain } = useStable({ centroids: props.centroids, domain: props.domain });
  const labels = usePlotLabels();
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
  const lit = read === undefined ? undefined : at;
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
            lit={lit}
          />
          <PlotReader
            area={layout.area}
            chartWidth={layout.width}
            reading={lit === undefined ? undefined : readCentroid(props, layout, lit, labels.percent)}
            count={layout.centroids.length}
            at={lit}
            onMove={setAt}
            findNearest={(x) => {
              const pixel = x + layout.area.left;
              return findNearestIndex(layout.centroids, (each) => Math.abs(each.x - pixel));
            }}
          />
        </>
      )}
    </div>
  );
}

function readCentroid(
  { counts, centroidLabel, countLabel }: CentroidChartProps,
  { centroids, area }: CentroidLayout,
  at: number,
  percent: (share: number) => string,
): Reading {
  const { x, value } = centroids[at]!;
  const name = `${centroidLabel} ${at}: ${formatWeight(value)}`;
  const count = counts?.[at];
  const total = Array.from(counts ?? []).reduce((sum, each) => sum + each, 0);
  const share = percent(total === 0 ? 0 : (count ?? 0) / total);
  const text = count === undefined ? name : `${name}; ${formatCount(count)} ${countLabel} (${share})`;
  return { text, x, y: area.top, tip: text };
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
  const { area } = layout;
  const look = VARIANT_STYLE[variant];
  // Many centroids get small markers, so that each is still one.
  const size = Math.max(0.14, Math.min(0.32, 6 / layout.centroids.length)) * fontPx;
  const marker = toMarkerPath(props.marker ?? look.marker, size);
  return (
    <Drawing width={layout.width} height={layout.height}>
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
    </Drawing>
  );
});
