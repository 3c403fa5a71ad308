import { toNumber, toText } from '../../../src/math/winograd/fraction.ts';
import { countTile } from '../../../src/math/winograd/tile.ts';
import { deriveTransforms, type FractionMatrix } from '../../../src/math/winograd/transforms.ts';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { NumberGrid } from './NumberGrid.tsx';
import styles from './winograd.module.css';

const words = {
  points: { en: 'Points', zh: '取点' },
  infinity: { en: '{points} and infinity', zh: '{points} 与无穷远' },
  perOutput: { en: 'Products an output', zh: '每个输出的乘法' },
  additions: { en: 'Additions an output', zh: '每个输出的加法' },
  largest: { en: 'Largest number in Bᵀ', zh: 'Bᵀ 中最大的数' },
  input: { en: 'Bᵀ and Aᵀ', zh: 'Bᵀ 与 Aᵀ' },
  kernel: { en: 'G', zh: 'G' },
} as const;

export const OUTPUTS = slider('outputs', {
  label: { en: 'Outputs of a tile’s side', zh: '块的边长（输出）' },
  initial: 2,
  ...{ min: 2, max: 6, step: 1, digits: 0 },
});

/** The matrices of F(m, 3) in exact fractions, and what they cost. */
export function PointsFigure() {
  const [outputs] = useDial(OUTPUTS);
  const of = deriveTransforms(outputs, 3);
  const count = countTile(of);
  const say = useWords(words);
  const { decimal } = useFormats();
  // The second row of A' holds each finite point as it is.
  const points = of.output[1]!.slice(0, -1).map(toText).join(', ').replaceAll('-', '−');
  const additions = (count.inputAdditions + count.outputAdditions) / outputs ** 2;
  return (
    <FigurePanel
      id="points"
      controls={<Dial of={OUTPUTS} />}
      readout={
        <Readout
          items={[
            { label: say('points'), value: say('infinity', { points }) },
            { label: say('perOutput'), value: decimal(count.products / outputs ** 2, 2) },
            { label: say('additions'), value: decimal(additions, 1) },
            { label: say('largest'), value: decimal(findLargest(of.input), 2) },
          ]}
        />
      }
      views={[
        {
          id: 'input',
          label: say('input'),
          grows: true,
          content: (
            <div className={styles.grids}>
              <FractionGrid label="Bᵀ" matrix={of.input} />
              <FractionGrid label="Aᵀ" matrix={of.output} />
            </div>
          ),
        },
        {
          id: 'kernel',
          label: say('kernel'),
          grows: true,
          content: <FractionGrid label="G" matrix={of.kernel} />,
        },
      ]}
    />
  );
}

const findLargest = (matrix: FractionMatrix): number =>
  Math.max(...matrix.flat().map((each) => Math.abs(toNumber(each))));

function FractionGrid({ label, matrix }: { readonly label: string; readonly matrix: FractionMatrix }) {
  const texts = new Map(matrix.flat().map((each) => [toNumber(each), toText(each).replace('-', '−')]));
  return (
    <NumberGrid
      label={label}
      values={matrix.map((row) => row.map(toNumber))}
      format={(value) => texts.get(value) ?? ''}
    />
  );
}
