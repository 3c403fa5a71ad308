import { TypedNumber } from '../../../src/ui/control/TypedNumber.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { FIRST_NUMBERS, type LineNumbers, traceLine } from '../lab/line.ts';

const words = {
  title: { en: 'Four products for two outputs', zh: '四次乘法，两个输出' },
  inputs: { en: 'from the inputs', zh: '由输入得到' },
  weights: { en: 'from the weights', zh: '由权重得到' },
  product: { en: 'product', zh: '乘积' },
  first: { en: 'first output', zh: '第一个输出' },
  second: { en: 'second output', zh: '第二个输出' },
  step: { en: 'Product', zh: '第几个' },
  sum: { en: 'sum', zh: '合计' },
  outputs: { en: 'By four products', zh: '四次乘法' },
  direct: { en: 'By six products', zh: '六次乘法' },
  zeros: { en: 'Products that are zero', zh: '为零的乘积' },
} as const;

const VALUE_TEXTS = ['d₀ − d₂', 'd₁ + d₂', 'd₂ − d₁', 'd₃ − d₁'];
const FACTOR_TEXTS = ['g₀', '(g₀ + g₁ + g₂)/2', '(g₀ − g₁ + g₂)/2', 'g₂'];
/** With which sign each product goes into the two outputs. */
const SIGNS = [
  ['+', ''],
  ['+', '+'],
  ['+', '−'],
  ['', '+'],
];
const SUBSCRIPTS = '₀₁₂₃';
const RANGE = { min: -9, max: 9, step: 1, scale: 'linear' } as const;

/** The seven numbers as the reader has set them, and what comes of them. */
export function useLine() {
  const [numbers, setNumbers] = useKeptState<LineNumbers>('line-numbers', FIRST_NUMBERS);
  return { numbers, setNumbers, steps: traceLine(numbers) };
}

function replace<Values extends readonly number[]>(values: Values, at: number, value: number): Values {
  return values.map((each, i) => (i === at ? value : each)) as unknown as Values;
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
        <>
          {inputs.map((value, i) => (
            <TypedNumber
              // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place
              key={`d${i}`}
              label={`d${SUBSCRIPTS[i]}`}
              value={value}
              onChange={(next) => setNumbers({ ...numbers, inputs: replace(inputs, i, next) })}
              options={RANGE}
            />
          ))}
          {weights.map((value, i) => (
            <TypedNumber
              // biome-ignore lint/suspicious/noArrayIndexKey: a weight is its place
              key={`g${i}`}
              label={`g${SUBSCRIPTS[i]}`}
              value={value}
              onChange={(next) => setNumbers({ ...numbers, weights: replace(weights, i, next) })}
              options={RANGE}
            />
          ))}
        </>
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
        columns={[say('step'), say('inputs'), say('weights'), say('product'), say('first'), say('second')]}
        rows={[
          ...steps.products.map((product, i) => ({
            id: String(i),
            header: integer(i + 1),
            cells: [
              `${VALUE_TEXTS[i]} = ${decimal(steps.values[i]!, 2)}`,
              `${FACTOR_TEXTS[i]} = ${decimal(steps.factors[i]!, 2)}`,
              decimal(product, 2),
              ...SIGNS[i]!.map((sign) => (sign === '' ? '' : `${sign} (${decimal(product, 2)})`)),
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
