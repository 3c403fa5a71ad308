import { memo, useId } from 'react';
import type { LineLayout, PlacedReference, PlacedSeries } from '../geometry/lines.ts';
import { toMarkerPath } from '../geometry/marker.ts';
import { VARIANT_STYLE } from '../palette.ts';
import { XAxis, YAxis } from '../parts/Axis.tsx';
import styles from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { LineSample, toDashStyle } from '../parts/LineSample.tsx';

interface Props {
  readonly layout: LineLayout;
  readonly fontPx: number;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly emphasis: string | undefined;
  readonly picked: { readonly seriesId: string; readonly x: number } | undefined;
}

/** The chart's ink. Not redrawn while the reader points at it. */
export const LineDrawing = memo(function LineDrawing(props: Props) {
  const { layout, fontPx, xLabel, yLabel, emphasis, picked } = props;
  const { area } = layout;
  const clip = useId();
  const pad = 0.7 * fontPx;
  return (
    <Drawing width={layout.width} height={layout.height}>
      <clipPath id={clip}>
        <rect
          x={area.left}
          y={area.top - pad}
          width={area.right - area.left}
          height={area.bottom - area.top + 2 * pad}
        />
      </clipPath>
      <YAxis area={area} ticks={layout.yTicks} label={yLabel} fontPx={fontPx} />
      <XAxis area={area} ticks={layout.xTicks} label={xLabel} fontPx={fontPx} />
      {layout.references.map((each) => (
        <Reference key={`${each.reference.axis}${each.reference.label}`} placed={each} area={area} />
      ))}
      {layout.series.map((each) => (
        <g
          key={each.series.id}
          className={isFaded(each, emphasis) ? styles.faded : undefined}
          data-series={each.series.id}
        >
          <g clipPath={`url(#${clip})`}>
            <Series
              placed={each}
              fontPx={fontPx}
              pickedX={picked?.seriesId === each.series.id ? picked.x : undefined}
            />
          </g>
          <SeriesName placed={each} fontPx={fontPx} />
        </g>
      ))}
      {layout.references.map((each) => (
        <ReferenceName key={`${each.reference.axis}${each.reference.label}`} placed={each} />
      ))}
    </Drawing>
  );
});

function isFaded(placed: PlacedSeries, emphasis: string | undefined): boolean {
  return emphasis !== undefined && placed.series.id !== emphasis;
}

function toLook({ series }: PlacedSeries) {
  const base = VARIANT_STYLE[series.variant];
  return { color: base.color, dash: series.dash ?? base.dash, marker: series.marker ?? base.marker };
}

function Series(props: { placed: PlacedSeries; fontPx: number; pickedX: number | undefined }) {
  const { placed, fontPx, pickedX } = props;
  const look = toLook(placed);
  const marker = toMarkerPath(look.marker, 0.29 * fontPx);
  return (
    <>
      <path
        className={styles.line}
        d={placed.path}
        style={{ stroke: look.color, ...toDashStyle(look.dash) }}
      />
      {placed.points.map(
        (each) =>
          each.whisker && (
            <path
              key={each.point.x}
              className={styles.whisker}
              style={{ stroke: look.color }}
              d={`M${each.x},${each.whisker[0]}V${each.whisker[1]}`}
            />
          ),
      )}
      {marker &&
        placed.points.map((each) => (
          <path
            key={each.point.x}
            className={`${styles.marker} ${styles.appear}`}
            d={marker}
            transform={`translate(${each.x},${each.y})`}
            style={{ stroke: look.color, ...(each.point.x === pickedX && { fill: look.color }) }}
          />
        ))}
      {placed.points.map(
        (each) =>
          each.point.x === pickedX && (
            <circle
              key="picked"
              className={styles.whisker}
              cx={each.x}
              cy={each.y}
              r={0.62 * fontPx}
              style={{ stroke: look.color }}
            />
          ),
      )}
    </>
  );
}

function SeriesName({ placed, fontPx }: { placed: PlacedSeries; fontPx: number }) {
  const { label } = placed;
  const look = toLook(placed);
  return (
    <>
      {label.leader && <path className={styles.leader} d={label.leader} style={{ stroke: look.color }} />}
      {label.sample && (
        <LineSample
          x={label.x - label.sample - 0.4 * fontPx}
          y={label.y}
          length={label.sample}
          fontPx={fontPx}
          {...look}
        />
      )}
      {label.lines.map((line, i) => (
        <text key={line} x={label.x} y={label.y + i * 1.25 * fontPx} style={{ fill: look.color }}>
          {line}
        </text>
      ))}
    </>
  );
}

function ReferenceName({ placed: { reference, text } }: { placed: PlacedReference }) {
  const { color } = VARIANT_STYLE[reference.variant ?? 'dense'];
  return (
    <text className={styles.halo} x={text.x} y={text.y} textAnchor={text.anchor} style={{ fill: color }}>
      {reference.label}
    </text>
  );
}

function Reference({ placed, area }: { placed: PlacedReference; area: LineLayout['area'] }) {
  const { reference, at } = placed;
  const { color } = VARIANT_STYLE[reference.variant ?? 'dense'];
  const d =
    reference.axis === 'y' ? `M${area.left},${at}H${area.right}` : `M${at},${area.top}V${area.bottom}`;
  return (
    <g data-reference={reference.label}>
      <path className={styles.reference} d={d} style={{ stroke: color, ...toDashStyle('dashed') }} />
    </g>
  );
}
