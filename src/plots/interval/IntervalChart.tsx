import type { CSSProperties } from 'react';
import { type CodedBit, narrowRange } from '../../math/codelength.ts';
import { Figure } from '../frame/Figure.tsx';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import type { FrameProps } from '../types.ts';
import styles from './interval.module.css';

/** The range that is left, as text. */
export interface LeftRange {
  readonly low: string;
  readonly high: string;
}

export interface IntervalChartProps extends Omit<FrameProps, 'finding'> {
  /** Every answer so far, the first one first. */
  readonly bits: readonly CodedBit[];
  /** How likely a weight is. */
  readonly density: number;
  /** The finding, by the range that is left. */
  readonly toFinding: (left: LeftRange) => string;
}

/** Answers that are drawn, the last ones. */
const SHOWN = 6;
const [WIDTH, LEFT, RIGHT] = [640, 80, 560];
const [ROW, BAR] = [46, 22];

/**
 * Arithmetic coding by eye. Each answer takes its part of the range, and that part is the whole range of the
 * next: a bar for each, spread out to the full width.
 */
export function IntervalChart({ bits, density, toFinding, ...frame }: IntervalChartProps) {
  const shown = bits.slice(-SHOWN);
  const { interval: labels } = usePlotLabels();
  const spent = bits.reduce((sum, { cost }) => sum + cost, 0);
  const [low, high] = narrowRange(bits, density);
  const left = { low: toDigits(low, spent), high: toDigits(high, spent) };
  const end = shown.length * ROW;
  return (
    <Figure
      {...frame}
      finding={toFinding(left)}
      getTable={() => ({
        columns: [
          { id: 'place', label: labels.place },
          { id: 'answer', label: labels.answer },
          { id: 'cost', label: labels.cost },
        ],
        rows: bits.map(({ place, isWeight, cost }) => [place, isWeight ? 1 : 0, cost]),
      })}
    >
      <svg
        viewBox={`0 0 ${WIDTH} ${SHOWN * ROW + BAR + 4}`}
        className={styles.interval}
        role="img"
        aria-label={frame.title}
      >
        {shown.map((bit, row) => (
          <Answer key={bit.place} bit={bit} density={density} row={row} isLast={row === shown.length - 1} />
        ))}
        <rect className={styles.taken} x={LEFT} y={end} width={RIGHT - LEFT} height={BAR} />
        <text x={(LEFT + RIGHT) / 2} y={end + BAR / 2} textAnchor="middle">
          {labels.left(left.low, left.high)}
        </text>
      </svg>
    </Figure>
  );
}

interface AnswerProps {
  readonly bit: CodedBit;
  readonly density: number;
  readonly row: number;
  readonly isLast: boolean;
}

/** One answer: its bar, the part that it takes, and where that part widens to the next bar. */
function Answer({ bit: { place, isWeight, cost }, density, row, isLast }: AnswerProps) {
  const { interval: labels, percent } = usePlotLabels();
  const y = row * ROW;
  const split = LEFT + (1 - density) * (RIGHT - LEFT);
  const [from, to] = isWeight ? [split, RIGHT] : [LEFT, split];
  return (
    <g className={isLast ? styles.newest : undefined}>
      <text x={LEFT - 8} y={y + BAR / 2} textAnchor="end">
        {labels.cell(String(place))}
      </text>
      <rect className={styles.range} x={LEFT} y={y} width={RIGHT - LEFT} height={BAR} />
      <rect
        className={styles.taken}
        x={from}
        y={y}
        width={Math.max(1, to - from)}
        height={BAR}
        style={{ transformOrigin: isWeight ? `${RIGHT}px 0` : `${LEFT}px 0`, ...widthOf(from, to) }}
      />
      <line className={styles.range} x1={split} x2={split} y1={y} y2={y + BAR} />
      <text x={LEFT + 8} y={y + BAR / 2}>
        {labels.no(percent(1 - density, 0))}
      </text>
      <text x={RIGHT - 4} y={y + BAR / 2} textAnchor="end">
        {labels.yes}
      </text>
      <text x={RIGHT + 8} y={y + BAR / 2}>
        {labels.bits(String(Number(cost.toFixed(2))))}
      </text>
      <path
        className={styles.funnel}
        d={`M${from},${y + BAR}L${to},${y + BAR}L${RIGHT},${y + ROW}H${LEFT}Z`}
      />
    </g>
  );
}

/** How much wider the range was before the answer: where its bar starts to narrow from. */
const widthOf = (from: number, to: number) =>
  ({ '--before': (RIGHT - LEFT) / Math.max(1, to - from) }) as CSSProperties;

/** As many digits as tell the two ends apart, and not more than a number of the page holds. */
function toDigits(value: number, bits: number): string {
  return value.toFixed(Math.min(15, Math.ceil(bits * Math.LOG10E * Math.LN2) + 2));
}
