import { Fragment, type PointerEvent, useId } from 'react';
import { formatCount, formatWeight } from '../format.ts';
import type { HistogramLayout } from '../geometry/histogram.ts';
import { estimateTextWidth } from '../geometry/text.ts';
import { countAtOrBelow, stepThreshold } from '../geometry/threshold.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import chart from '../parts/chart.module.css';
import styles from './Histogram.module.css';
import type { ThresholdControl } from './useThreshold.ts';

interface Props {
  readonly layout: HistogramLayout;
  readonly fontPx: number;
  readonly values: Float32Array;
  readonly threshold: number;
  readonly brush: ThresholdControl;
  readonly takes: 'between' | 'beyond';
}

/**
 * The part of the histogram that the threshold takes, shaded, between or beyond two handles on the axis that
 * move as one.
 */
export function ThresholdBrush({ layout, fontPx, values, threshold, brush, takes }: Props) {
  const labels = usePlotLabels();
  const pattern = useId();
  const { area, x } = layout;
  const [left, right] = [x.toPixel(-threshold), x.toPixel(threshold)];
  const isBetween = takes === 'between';
  const within = countAtOrBelow(values, threshold);
  const count = isBetween ? within : values.length - within;
  const share = labels.percent(values.length === 0 ? 0 : count / values.length);
  const words = isBetween
    ? { sign: '≤', name: labels.threshold, said: labels.belowThreshold, value: labels.thresholdValue }
    : { sign: '>', name: labels.clip, said: labels.beyondClip, value: labels.clipValue };
  const said = `|w| ${words.sign} ${formatWeight(threshold)}: ${words.said(formatCount(count), share)}`;
  const shaded = isBetween
    ? [[left, right] as const]
    : [[area.left, Math.max(area.left, left)] as const, [Math.min(right, area.right), area.right] as const];
  // Left of the axis' words if both fit there, else in a row of its own.
  const isTight = estimateTextWidth(said, fontPx) > 0.62 * (area.right - area.left);

  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement!.getBoundingClientRect();
    brush.move(Math.abs(x.toValue(event.clientX - box.left)));
  };
  const pointer = brush.isMovable && {
    onPointerDown: (event: PointerEvent<HTMLElement>) =>
      event.currentTarget.setPointerCapture(event.pointerId),
    onPointerMove: drag,
    onPointerUp: brush.commit,
    onPointerCancel: brush.commit,
  };

  return (
    <>
      <svg
        className={`${chart.svg} ${styles.brush}`}
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        aria-hidden="true"
        data-threshold={threshold}
      >
        <pattern
          id={pattern}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path className={styles.hatch} d="M0,0V6" />
        </pattern>
        {shaded.map(([from, to]) => (
          <Fragment key={from}>
            <rect
              className={styles.shade}
              x={from}
              y={area.top}
              width={to - from}
              height={area.bottom - area.top}
            />
            <rect
              x={from}
              y={area.top}
              width={to - from}
              height={area.bottom - area.top}
              fill={`url(#${pattern})`}
            />
          </Fragment>
        ))}
        <path
          className={styles.edge}
          d={`M${left},${area.bottom}V${area.top}M${right},${area.bottom}V${area.top}`}
        />
        <text
          className={styles.said}
          x={isTight ? 0 : area.left}
          y={area.bottom + (isTight ? 3.7 : 2.5) * fontPx}
        >
          {said}
        </text>
      </svg>
      {isTight && <div style={{ height: '1.2em' }} />}
      {brush.isMovable && (
        <>
          <div className={styles.handle} style={{ left, top: area.bottom }} aria-hidden="true" {...pointer} />
          <div
            className={styles.handle}
            style={{ left: right, top: area.bottom }}
            role="slider"
            tabIndex={0}
            aria-label={words.name}
            aria-valuemin={0}
            aria-valuemax={layout.extent}
            aria-valuenow={threshold}
            aria-valuetext={words.value(formatWeight(threshold), formatCount(count), share)}
            onKeyDown={(event) => {
              const next = stepThreshold(event.key, threshold, layout.extent);
              if (next === undefined) return;
              event.preventDefault();
              brush.move(next);
            }}
            onBlur={brush.commit}
            onKeyUp={(event) => {
              if (stepThreshold(event.key, threshold, layout.extent) !== undefined) brush.commit();
            }}
            {...pointer}
          />
        </>
      )}
    </>
  );
}
