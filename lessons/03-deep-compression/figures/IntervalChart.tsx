import type { CSSProperties } from 'react';
import { Figure } from '../../../src/plots/frame/Figure.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import type { CodedBit } from '../lab/interval.ts';
import own from './deep.module.css';

const words = {
  title: { en: 'A range that narrows: is there a weight?', zh: '不断收窄的区间：这里有没有权重？' },
  no: { en: 'no {share}', zh: '无 {share}' },
  yes: { en: 'yes', zh: '有' },
  cell: { en: 'cell {place}', zh: '第 {place} 格' },
  bits: { en: '{bits} bits', zh: '{bits} 位' },
  left: { en: 'left: {low} to {high}', zh: '剩下：{low} 到 {high}' },
  finding: {
    en: 'After {cells} cells the range reaches from {low} to {high}; a number in it takes {bits} bits.',
    zh: '走了 {cells} 格，区间剩下 {low} 到 {high}，其中一个数要 {bits} 位。',
  },
  answer: { en: 'answer', zh: '回答' },
  cost: { en: 'bits', zh: '位数' },
  place: { en: 'cell', zh: '格' },
} as const;

export interface IntervalChartProps {
  /** Every answer so far, the first one first. */
  readonly bits: readonly CodedBit[];
  /** How likely a weight is. */
  readonly density: number;
  readonly spent: number;
}

/** Answers that are drawn, the last ones. */
const SHOWN = 6;
const [WIDTH, LEFT, RIGHT] = [640, 80, 560];
const [ROW, BAR] = [46, 22];

/**
 * Each answer takes its part of the range, and that part is the whole range of the next: a bar for each,
 * spread out to the full width.
 */
export function IntervalChart({ bits, density, spent }: IntervalChartProps) {
  const shown = bits.slice(-SHOWN);
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const [low, high] = narrow(bits, density);
  const range = { low: toDigits(low, spent), high: toDigits(high, spent) };
  const height = SHOWN * ROW + BAR + 4;
  return (
    <Figure
      id="interval"
      title={say('title')}
      finding={say('finding', { cells: integer(bits.length), ...range, bits: decimal(spent, 2) })}
      getTable={() => ({
        columns: [
          { id: 'place', label: say('place') },
          { id: 'answer', label: say('answer') },
          { id: 'cost', label: say('cost') },
        ],
        rows: bits.map(({ place, isWeight, cost }) => [place, isWeight ? 1 : 0, cost]),
      })}
    >
      <svg viewBox={`0 0 ${WIDTH} ${height}`} className={own.interval} role="img" aria-label={say('title')}>
        {shown.map((bit, row) => (
          <Answer key={bit.place} bit={bit} density={density} row={row} isLast={row === shown.length - 1} />
        ))}
        <rect className={own.taken} x={LEFT} y={shown.length * ROW} width={RIGHT - LEFT} height={BAR} />
        <text x={(LEFT + RIGHT) / 2} y={shown.length * ROW + BAR / 2} textAnchor="middle">
          {say('left', range)}
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
  const say = useWords(words);
  const { decimal, percent } = useFormats();
  const y = row * ROW;
  const split = LEFT + (1 - density) * (RIGHT - LEFT);
  const [from, to] = isWeight ? [split, RIGHT] : [LEFT, split];
  return (
    <g className={isLast ? own.newest : undefined}>
      <text x={LEFT - 8} y={y + BAR / 2} textAnchor="end">
        {say('cell', { place })}
      </text>
      <rect className={own.range} x={LEFT} y={y} width={RIGHT - LEFT} height={BAR} />
      <rect
        className={own.taken}
        x={from}
        y={y}
        width={Math.max(1, to - from)}
        height={BAR}
        style={{ transformOrigin: isWeight ? `${RIGHT}px 0` : `${LEFT}px 0`, ...widthOf(from, to) }}
      />
      <line className={own.range} x1={split} x2={split} y1={y} y2={y + BAR} />
      <text x={LEFT + 8} y={y + BAR / 2}>
        {say('no', { share: percent(1 - density, 0) })}
      </text>
      <text x={RIGHT - 4} y={y + BAR / 2} textAnchor="end">
        {say('yes')}
      </text>
      <text x={RIGHT + 8} y={y + BAR / 2}>
        {say('bits', { bits: decimal(cost, 2) })}
      </text>
      <path className={own.funnel} d={`M${from},${y + BAR}L${to},${y + BAR}L${RIGHT},${y + ROW}H${LEFT}Z`} />
    </g>
  );
}

/** How much wider the range was before the answer: where its bar starts to narrow from. */
const widthOf = (from: number, to: number) =>
  ({ '--before': (RIGHT - LEFT) / Math.max(1, to - from) }) as CSSProperties;

/** The range after some answers; the part for "no" begins at the low end. */
function narrow(bits: readonly CodedBit[], density: number): readonly [number, number] {
  let [low, width] = [0, 1];
  for (const { isWeight } of bits) {
    if (isWeight) low += width * (1 - density);
    width *= isWeight ? density : 1 - density;
  }
  return [low, low + width];
}

/** As many digits as tell the two ends apart, and not more than a number of the page holds. */
function toDigits(value: number, bits: number): string {
  return value.toFixed(Math.min(15, Math.ceil(bits * Math.LOG10E * Math.LN2) + 2));
}
