import { TypedNumber } from '../../../src/ui/control/TypedNumber.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { FIRST_NUMBERS, type LineNumbers, traceLine } from '../lab/line.ts';
import styles from './winograd.module.css';

const words = {
  title: { en: 'Four products for two outputs', zh: '四次乘法，两个输出' },
  inputs: { en: 'from the inputs', zh: '由输入得到' },
  weights: { en: 'from the weights', zh: '由权重得到' },
  product: { en: 'product', zh: '乘积' },
  step: { en: 'No.', zh: '序号' },
  sum: { en: 'sum', zh: '合计' },
  outputs: { en: 'By four products', zh: '四次乘法' },
  direct: { en: 'By six products', zh: '六次乘法' },
  zeros: { en: 'Products that are zero', zh: '为零的乘积' },
} as const;

const VALUE_TEXTS = ['d₀ − d₂', 'd₁ + d₂', 'd₂ − d₁', 'd₃ − d₁'];
const FACTOR_TEXTS = ['g₀', '(g₀ + g₁ + g₂)/2', '(g₀ − g₁ + g₂)/2', 'g₂'];
/** With which factor each product goes into the two outputs. */
const SHARES = [
  [1, 0],
  [1, 1],
  [1, -1],
  [0, 1],
] as const;
const SUBSCRIPTS = '₁₂₃₄';
const NAMES = ['d₀', 'd₁', 'd₂', 'd₃', 'g₀', 'g₁', 'g₂'];
const RANGE = { min: -9, max: 9, step: 1, scale: 'linear' } as const;

/** The seven numbers as the reader has set them, and what comes of them. */
export function useLine() {
  const [numbers, setNumbers] = useKeptState<LineNumbers>('line-numbers', FIRST_NUMBERS);
  return { numbers, setNumbers, steps: traceLine(numbers) };
}

/** @param at the number's place among inputs and then weights */
function replaceNumber({ inputs, weights }: LineNumbers, at: number, value: number): LineNumbers {
  const all = [...inputs, ...weights].map((each, i) => (i === at ? value : each));
  const [d0, d1, d2, d3, g0, g1, g2] = all as [number, number, number, number, number, number, number];
  return { inputs: [d0, d1, d2, d3], weights: [g0, g1, g2] };
}

/** Two outputs of a filter of three weights on four inputs, with the reader's numbers. */
export function LineFigure() {
  const { numbers, setNumbers, steps } = useLine();
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const { inputs, weights } = numbers;
  const write = (values: readonly number[]) => values.map((each) => decimal(each, 2)).join(', ');
  return (
    <FigurePanel
      id="line"
      controls={
        <div className={styles.numbers}>
          {[...inputs, ...weights].map((value, i) => (
            <TypedNumber
              key={NAMES[i]}
              label={NAMES[i]!}
              value={value}
              onChange={(next) => setNumbers(replaceNumber(numbers, i, next))}
              options={RANGE}
            />
          ))}
        </div>
      }
      readout={
        <Readout
          items={[
            { label: say('outputs'), value: write(steps.outputs) },
            { label: say('direct'), value: write(steps.direct) },
            { label: say('zeros'), value: integer(steps.products.filter((each) => each === 0).length) },
          ]}
        />
      }
      grows
    >
      <NumberTable
        title={say('title')}
        columns={[say('step'), say('inputs'), say('weights'), say('product'), 'y₀', 'y₁']}
        rows={[
          ...steps.products.map((product, i) => ({
            id: String(i),
            header: `m${SUBSCRIPTS[i]}`,
            cells: [
              `${VALUE_TEXTS[i]} = ${decimal(steps.values[i]!, 2)}`,
              `${FACTOR_TEXTS[i]} = ${decimal(steps.factors[i]!, 2)}`,
              decimal(product, 2),
              ...SHARES[i]!.map((share) => (share === 0 ? '' : decimal(share * product, 2))),
            ],
          })),
          {
            id: 'sum',
            header: say('sum'),
            cells: ['', '', '', ...steps.outputs.map((each) => decimal(each, 2))],
            isShown: true,
          },
        ]}
      />
    </FigurePanel>
  );
}
