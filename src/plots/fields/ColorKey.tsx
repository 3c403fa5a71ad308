import { useId } from 'react';
import { type ColorTable, toCssColor } from '../geometry/color.ts';
import { estimateTextWidth } from '../geometry/text.ts';
import chart from '../parts/chart.module.css';

interface Props {
  readonly fontPx: number;
  readonly table: ColorTable;
  readonly low: string;
  readonly high: string;
  readonly label: string;
  /** Adds a box with this name, crossed or blank. */
  readonly box?: { readonly label: string; readonly isCrossed: boolean };
}

const STOPS = 9;
/** What a key below a picture takes of its height. */
export const KEY_EM = 2.4;

/** What the colours stand for: a strip between its least and greatest value. */
export function ColorKey({ fontPx, table, low, high, label, box }: Props) {
  const gradient = useId();
  const [strip, middle] = [6 * fontPx, 0.8 * fontPx];
  const start = estimateTextWidth(low, fontPx) + 0.5 * fontPx;
  const afterStrip = start + strip + 0.5 * fontPx;
  const afterHigh = afterStrip + estimateTextWidth(`${high}  ${label}`, fontPx) + fontPx;
  const side = 0.8 * fontPx;
  const width = afterHigh + (box ? side + 0.5 * fontPx + estimateTextWidth(box.label, fontPx) : 0);
  return (
    <svg
      className={chart.svg}
      width={width}
      height={1.6 * fontPx}
      aria-hidden="true"
      style={{ maxWidth: '100%' }}
    >
      <linearGradient id={gradient}>
        {Array.from({ length: STOPS }, (_, i) => i / (STOPS - 1)).map((at) => (
          <stop key={at} offset={at} stopColor={toCssColor(table, at)} />
        ))}
      </linearGradient>
      <text className={chart.tick} x={0} y={middle}>
        {low}
      </text>
      <rect
        x={start}
        y={middle - 0.4 * fontPx}
        width={strip}
        height={0.8 * fontPx}
        fill={`url(#${gradient})`}
        style={{ stroke: 'var(--plot-rule)', strokeWidth: 'var(--plot-hairline)' }}
      />
      <text className={chart.tick} x={afterStrip} y={middle}>
        {high} {label}
      </text>
      {box && (
        <>
          <path
            d={`M${afterHigh},${middle - side / 2}h${side}v${side}h${-side}z${box.isCrossed ? `l${side},${side}m0,${-side}l${-side},${side}` : ''}`}
            style={{ fill: 'none', stroke: 'var(--plot-muted)', strokeWidth: 'var(--plot-hairline)' }}
          />
          <text className={chart.tick} x={afterHigh + side + 0.5 * fontPx} y={middle}>
            {box.label}
          </text>
        </>
      )}
    </svg>
  );
}
