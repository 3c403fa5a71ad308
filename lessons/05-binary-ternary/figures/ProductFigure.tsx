import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useKeptState, useLinkState } from '../../../src/ui/lesson/context.tsx';
import { numberParam } from '../../../src/ui/lesson/params.ts';
import { FigurePanel, useFigureView } from '../../parts/figures/FigurePanel.tsx';
import { Player } from '../../parts/figures/Player.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import type { Kernel } from '../../parts/kernels.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { findDenseKernel, multiplyRows, ROW, toRow, WORKED } from '../lab/row.ts';
import { NetMissing, useDenseKernels } from '../lesson.ts';
import styles from './few.module.css';
import { type SignCell, SignRows } from './SignRows.tsx';

const words = {
  worked: { en: 'Six signs', zh: '六个符号' },
  live: { en: 'Sixty-four of the net', zh: '网络里的六十四个' },
  left: { en: 'a', zh: 'a' },
  right: { en: 'b', zh: 'b' },
  leftBit: { en: 'a, bit', zh: 'a 的位' },
  rightBit: { en: 'b, bit', zh: 'b 的位' },
  xnor: { en: 'XNOR', zh: '同或' },
  product: { en: 'a · b', zh: 'a · b' },
  unitA: { en: 'Neuron a of {layer}', zh: '{layer} 的神经元 a' },
  unitB: { en: 'Neuron b of {layer}', zh: '{layer} 的神经元 b' },
  alike: { en: 'Places alike', zh: '相同的位' },
  differing: { en: 'Places that differ', zh: '不同的位' },
  sum: { en: 'Product', zh: '乘积' },
  xor: {
    en: 'a XOR b has {d} ones, so a · b = {n} − 2 × {d} = {y}',
    zh: 'a 与 b 异或后有 {d} 个 1，所以 a · b = {n} − 2 × {d} = {y}',
  },
  xnorLine: {
    en: 'a XNOR b has {m} ones, so a · b = 2 × {m} − {n} = {y}',
    zh: 'a 与 b 同或后有 {m} 个 1，所以 a · b = 2 × {m} − {n} = {y}',
  },
  slow: { en: 'multiplied and added one by one: {y}', zh: '逐个相乘再相加：{y}' },
  word: { en: 'Word {at}: a = {a}, b = {b}', zh: '第 {at} 个字：a = {a}，b = {b}' },
  finding: {
    en: '{m} of {n} places are alike and {d} differ; the product is {y}.',
    zh: '{n} 个位里有 {m} 个相同、{d} 个不同，乘积是 {y}。',
  },
} as const;

/** The neurons whose rows are multiplied; the exercise asks for two that are alike. */
export const unitParams = {
  a: numberParam({ initial: 1, min: 1, max: 500, digits: 0 }),
  b: numberParam({ initial: 2, min: 1, max: 500, digits: 0 }),
};

const toHex = (word: number) => word.toString(16).padStart(8, '0');
const sign = (value: number): SignCell =>
  value >= 0 ? { text: '+1', tone: 'plus' } : { text: '−1', tone: 'minus' };
const bit = (value: number): SignCell => ({ text: value >= 0 ? '1' : '0', tone: sign(value).tone });
const agreement = (a: number, b: number): SignCell =>
  a >= 0 === b >= 0 ? { text: '1', tone: 'agree' } : { text: '0', tone: 'differ' };
const WAITS: SignCell = { text: '0', tone: 'waits' };

/** A product of signs by comparing bits: the text's six, step by step, and a row of the net at once. */
export function ProductFigure() {
  const kernel = findDenseKernel(useDenseKernels());
  const [view] = useFigureView('product');
  const [at, setAt] = useKeptState('product-step', 0);
  const say = useWords(words);
  const isLive = view === 'live';
  return (
    <FigurePanel
      id="product"
      controls={isLive && kernel !== null && <UnitSliders kernel={kernel} />}
      actions={!isLive && <Player at={at} last={WORKED.left.length} onMove={setAt} frameMs={900} />}
      readout={isLive ? kernel !== null && <LiveReadout kernel={kernel} /> : <WorkedReadout at={at} />}
      views={[
        { id: 'worked', label: say('worked'), grows: true, content: <Worked at={at} /> },
        {
          id: 'live',
          label: say('live'),
          grows: true,
          content: kernel === null ? <NetMissing /> : <Live kernel={kernel} />,
        },
      ]}
    />
  );
}

/** What is known after so many places. */
function countUpTo(at: number) {
  const pairs = WORKED.left.slice(0, at).map((a, place) => [a, WORKED.right[place]!] as const);
  const alike = pairs.filter(([a, b]) => a === b).length;
  return { alike, differing: at - alike, sum: 2 * alike - at };
}

function WorkedReadout({ at }: { readonly at: number }) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const { alike, differing, sum } = countUpTo(at);
  return (
    <Readout
      items={[
        { label: say('alike'), value: alike },
        { label: say('differing'), value: differing },
        { label: say('sum'), value: decimal(sum, 0) },
      ]}
    />
  );
}

function Worked({ at }: { readonly at: number }) {
  const say = useWords(words);
  const { left, right } = WORKED;
  const seen = (cells: readonly SignCell[]) => cells.map((cell, place) => (place < at ? cell : WAITS));
  const { product } = multiplyRows(left, right);
  const isWhole = at === left.length;
  return (
    <>
      <SignRows
        finding={say('finding', toValues(left.length, (left.length - product) / 2, product))}
        now={at - 1}
        rows={[
          { name: say('left'), cells: left.map(sign) },
          { name: say('right'), cells: right.map(sign) },
          { name: say('leftBit'), cells: left.map(bit) },
          { name: say('rightBit'), cells: right.map(bit) },
          { name: say('xnor'), cells: seen(left.map((a, place) => agreement(a, right[place]!))) },
          { name: say('product'), cells: seen(left.map((a, place) => sign(a * right[place]!))) },
        ]}
      />
      {isWhole && <Lines left={left} right={right} />}
    </>
  );
}

const toValues = (n: number, d: number, y: number) => ({ n, d, m: n - d, y: String(y).replace('-', '−') });

/** The arithmetic with its numbers, both ways, and the slow way beside. */
function Lines({ left, right }: { readonly left: ArrayLike<number>; readonly right: ArrayLike<number> }) {
  const say = useWords(words);
  const { differing, product } = multiplyRows(left, right);
  const slow = Array.from(left, (a, at) => (a >= 0 === right[at]! >= 0 ? 1 : -1)).reduce<number>(
    (sum, each) => sum + each,
    0,
  );
  const values = toValues(left.length, differing, product);
  return (
    <ul className={styles.lines}>
      <li>{say('xnorLine', values)}</li>
      <li>{say('xor', values)}</li>
      <li>{say('slow', toValues(left.length, differing, slow))}</li>
    </ul>
  );
}

function useUnits(kernel: Kernel) {
  const [a, setA] = useLinkState('a', unitParams.a);
  const [b, setB] = useLinkState('b', unitParams.b);
  const units = kernel.shape.at(-1)!;
  const clamp = (unit: number) => Math.min(unit, units);
  return { a: clamp(a), b: clamp(b), setA, setB, units };
}

function UnitSliders({ kernel }: { readonly kernel: Kernel }) {
  const { a, b, setA, setB, units } = useUnits(kernel);
  const say = useWords(words);
  const range = { min: 1, max: units, step: 1, digits: 0 };
  return (
    <>
      <Slider label={say('unitA', { layer: kernel.layer })} value={a} onChange={setA} {...range} />
      <Slider label={say('unitB', { layer: kernel.layer })} value={b} onChange={setB} {...range} />
    </>
  );
}

/** The rows of the two neurons that the link names. */
export function useRows(kernel: Kernel | null) {
  const [a] = useLinkState('a', unitParams.a);
  const [b] = useLinkState('b', unitParams.b);
  if (kernel === null) return null;
  const most = kernel.shape.at(-1)!;
  return {
    left: toRow(kernel, Math.min(a, most) - 1),
    right: toRow(kernel, Math.min(b, most) - 1),
    isSame: a === b,
  };
}

function LiveReadout({ kernel }: { readonly kernel: Kernel }) {
  const { left, right } = useRows(kernel)!;
  const { differing, product } = multiplyRows(left, right);
  const say = useWords(words);
  const { decimal } = useFormats();
  return (
    <Readout
      items={[
        { label: say('alike'), value: ROW - differing },
        { label: say('differing'), value: differing },
        { label: say('sum'), value: decimal(product, 0) },
      ]}
    />
  );
}

const WORDS = [0, 1] as const;
const WORD = 32;

function Live({ kernel }: { readonly kernel: Kernel }) {
  const { left, right } = useRows(kernel)!;
  const say = useWords(words);
  const packed = multiplyRows(left, right);
  const finding = say('finding', toValues(ROW, packed.differing, packed.product));
  return (
    <>
      {WORDS.map((word) => {
        const [a, b] = [left, right].map((row) => [...row.subarray(word * WORD, (word + 1) * WORD)]);
        return (
          <SignRows
            key={word}
            isSmall
            finding={finding}
            rows={[
              { name: say('left'), cells: a!.map(bit) },
              { name: say('right'), cells: b!.map(bit) },
              { name: say('xnor'), cells: a!.map((value, at) => agreement(value, b![at]!)) },
            ]}
          />
        );
      })}
      <ul className={styles.lines}>
        {WORDS.map((at) => (
          <li key={at}>
            {say('word', { at: at + 1, a: toHex(packed.left[at]!), b: toHex(packed.right[at]!) })}
          </li>
        ))}
      </ul>
      <Lines left={left} right={right} />
    </>
  );
}
