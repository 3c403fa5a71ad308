import { Fragment, type PointerEvent, useId } from 'react';
import { formatCount, formatWeight } from '../format.ts';
import type { HistogramLayout } from '../geometry/histogram.ts';
import { estimateTextWidth } from '../geometry/text.ts';
import { countAtOrBelow, stepThreshold } from '../geometry/threshold.ts';
import type { PlotLabels } from '../labels/PlotLabels.ts';
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
export function ThresholdBrush(props: Props) {
  const { layout, fontPx, threshold } = props;
  const { area } = layout;
  const words = describeThreshold(props, usePlotLabels());
  // Left of the axis' words if both fit there, else in a row of its own.
  const isTight = estimateTextWidth(words.said, fontPx) > 0.62 * (area.right - area.left);
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
        <Shade {...props} />
        <text
          className={styles.said}
          x={isTight ? 0 : area.left}
          y={area.bottom + (isTight ? 3.7 : 2.5) * fontPx}
        >
          {words.said}
        </text>
      </svg>
      {isTight && <div style={{ height: '1.2em' }} />}
      {props.brush.isMovable && <Handles {...props} name={words.name} spoken={words.spoken} />}
    </>
  );
}

interface ThresholdWords {
  /** Of the slider. */
  readonly name: string;
  /** Below the axis. */
  readonly said: string;
  /** The slider's value. */
  readonly spoken: string;
}

function describeThreshold({ values, threshold, takes }: Props, labels: PlotLabels): ThresholdWords {
  const within = countAtOrBelow(values, threshold);
  const taken = takes === 'between' ? within : values.length - within;
  const count = formatCount(taken);
  const share = labels.percent(values.length === 0 ? 0 : taken / values.length);
  const value = formatWeight(threshold);
  return takes === 'between'
    ? {
        name: labels.threshold,
        said: `|w| ≤ ${value}: ${labels.belowThreshold(count, share)}`,
        spoken: labels.thresholdValue(value, count, share),
      }
    : {
        name: labels.clip,
        said: `|w| > ${value}: ${labels.beyondClip(count, share)}`,
        spoken: labels.clipValue(value, count, share),
      };
}

/** What is taken, hatched, with an edge at the threshold on either side of zero. */
function Shade({ layout: { area, x }, threshold, takes }: Props) {
  const pattern = useId();
  const [left, right] = [x.toPixel(-threshold), x.toPixel(threshold)];
  const shaded =
    takes === 'between'
      ? [[left, right] as const]
      : [[area.left, Math.max(area.left, left)] as const, [Math.min(right, area.right), area.right] as const];
  return (
    <>
      <pattern id={pattern} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className={styles.hatch} d="M0,0V6" />
      </pattern>
      {shaded.map(([from, to]) => {
        const box = { x: from, y: area.top, width: to - from, height: area.bottom - area.top };
        return (
          <Fragment key={from}>
            <rect className={styles.shade} {...box} />
            <rect {...box} fill={`url(#${pattern})`} />
          </Fragment>
        );
      })}
      <path
        className={styles.edge}
        d={`M${left},${area.bottom}V${area.top}M${right},${area.bottom}V${area.top}`}
      />
    </>
  );
}

/** Both are dragged; the one on the right is a slider for keys and screen readers, too. */
function Handles(props: Props & Omit<ThresholdWords, 'said'>) {
  const { layout, threshold, brush } = props;
  const { area, x, extent } = layout;
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement!.getBoundingClientRect();
    brush.move(Math.abs(x.toValue(event.clientX - box.left)));
  };
  const shared = {
    className: styles.handle,
    onPointerDown: (event: PointerEvent<HTMLElement>) =>
      event.currentTarget.setPointerCapture(event.pointerId),
    onPointerMove: drag,
    onPointerUp: brush.commit,
    onPointerCancel: brush.commit,
  };
  return (
    <>
      <div style={{ left: x.toPixel(-threshold), top: area.bottom }} aria-hidden="true" {...shared} />
      <div
        style={{ left: x.toPixel(threshold), top: area.bottom }}
        role="slider"
        tabIndex={0}
        aria-label={props.name}
        aria-valuemin={0}
        aria-valuemax={extent}
        aria-valuenow={threshold}
        aria-valuetext={props.spoken}
        onKeyDown={(event) => {
          const next = stepThreshold(event.key, threshold, extent);
          if (next === undefined) return;
          event.preventDefault();
          brush.move(next);
        }}
        onBlur={brush.commit}
        onKeyUp={(event) => {
          if (stepThreshold(event.key, threshold, extent) !== undefined) brush.commit();
        }}
        {...shared}
      />
    </>
  );
}
