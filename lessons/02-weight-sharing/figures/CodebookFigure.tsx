import { useMemo } from 'react';
import { MaskImage } from '../../../src/plots/fields/MaskImage.tsx';
import { CodeBars } from '../../../src/plots/sharing/CodeBars.tsx';
import { CodeGrid } from '../../../src/plots/sharing/CodeGrid.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { textParam } from '../../../src/ui/lesson/params.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { HeldNumbers } from '../../parts/figures/HeldNumbers.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { NetMissing } from '../lesson.ts';
import { NO_CODE, type SharedLayer, toKept } from '../sharing.ts';
import { useLayer, useShare } from './layers.ts';
import { SharingControls } from './SharingControls.tsx';
import { WeightLens } from './WeightLens.tsx';

const words = {
  codesView: { en: 'Codes', zh: '编号' },
  imageView: { en: 'The whole layer', zh: '整层' },
  bookView: { en: 'Codebook', zh: '码本' },
  image: { en: '{layer}, every weight as its shared value', zh: '{layer}：每个权重都换成共享的值' },
  imageFinding: {
    en: '{layer} has {weights} weights and {n} different values.',
    zh: '{layer} 有 {weights} 个权重，只有 {n} 种取值。',
  },
  codes: { en: 'Codes around the chosen weight', zh: '所选权重周围的编号' },
  codesFinding: {
    en: 'A part of the index matrix of {layer}: whole numbers from 0 to {last}; a dot is a pruned weight.',
    zh: '{layer} 的编号矩阵的一部分：0 到 {last} 的整数；圆点是被剪去的权重。',
  },
  book: {
    en: 'The codebook of {layer}: how many weights use each value',
    zh: '{layer} 的码本：每个值有多少权重在用',
  },
  bookFinding: {
    en: '{n} values; the most used, {value}, stands for {count} weights.',
    zh: '共 {n} 个值；用得最多的是 {value}，代表 {count} 个权重。',
  },
  code: { en: 'code', zh: '编号' },
  weights: { en: 'weights', zh: '个权重' },
  value: { en: 'value {value}', zh: '值 {value}' },
  sharedValue: { en: 'shared value', zh: '共享的值' },
  inputs: { en: 'input', zh: '输入' },
  units: { en: 'neuron', zh: '神经元' },
} as const;

/** A weight's place, in the link as `row-column`. */
const atParam = textParam({
  initial: { row: 350, column: 0 },
  parse: (text) => {
    const match = /^(\d{1,6})-(\d{1,6})$/.exec(text);
    if (match === null) throw new Error(`not a place: ${text}`);
    return { row: Number(match[1]), column: Number(match[2]) };
  },
  format: ({ row, column }) => `${row}-${column}`,
});

/** The weight that the reader looks at, held inside the layer. */
export function useChosenWeight(rows: number, columns: number) {
  const [at, setAt] = useLinkState('at', atParam);
  return [{ row: Math.min(at.row, rows - 1), column: Math.min(at.column, columns - 1) }, setAt] as const;
}

/** A kernel as a matrix: one row for each place of its input, one column for each unit or filter. */
export function toMatrix({ kernel }: Pick<SharedLayer, 'kernel'>) {
  const columns = kernel.shape.at(-1) ?? 1;
  return { rows: kernel.values.length / columns, columns };
}

/** One layer as codes and a codebook; any weight opens to its arithmetic. */
export function CodebookFigure() {
  const shown = useLayer();
  const share = useShare(shown);
  return share === null ? <NetMissing /> : <Codebook share={share} choice={shown.choice} />;
}

interface CodebookProps {
  readonly share: SharedLayer;
  readonly choice: ReturnType<typeof useLayer>['choice'];
}

function Codebook({ share, choice }: CodebookProps) {
  const { kernel, codes, centroids, counts, shared, survivors } = share;
  const { rows, columns } = toMatrix(share);
  const [at, setAt] = useChosenWeight(rows, columns);
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const kept = useMemo(() => toKept(codes), [codes]);
  const most = counts.indexOf(counts.reduce((high, each) => Math.max(high, each), 0));
  const names = {
    layer: kernel.layer,
    weights: integer(survivors),
    n: centroids.length,
    last: centroids.length - 1,
    value: decimal(centroids[most] ?? 0, 4),
    count: integer(counts[most] ?? 0),
  };
  const place = { rows, columns, rowLabel: say('inputs'), columnLabel: say('units') };
  return (
    <FigurePanel
      id="codebook"
      controls={
        <>
          <SharingControls />
          <LayerChoice {...choice} />
        </>
      }
      readout={
        <HeldNumbers>
          <WeightLens share={share} index={at.row * columns + at.column} />
        </HeldNumbers>
      }
      views={[
        {
          id: 'codes',
          label: say('codesView'),
          content: (
            <CodeGrid
              id="codes"
              title={say('codes')}
              finding={say('codesFinding', names)}
              {...place}
              codes={codes}
              codeCount={centroids.length}
              at={at}
              onMove={setAt}
              describe={(row, column) => {
                const code = codes[row * columns + column]!;
                const where = `${say('inputs')} ${row + 1}, ${say('units')} ${column + 1}`;
                return code === NO_CODE
                  ? `${where}: 0`
                  : `${where}: ${say('code')} ${code}, ${decimal(centroids[code]!, 4)}`;
              }}
            />
          ),
        },
        {
          id: 'image',
          label: say('imageView'),
          content: (
            <MaskImage
              id="shared-weights"
              title={say('image', names)}
              finding={say('imageFinding', names)}
              {...place}
              values={shared}
              kept={kept}
              mode="weights"
              variant="shared"
              onHoverCell={(cell) => cell !== undefined && setAt(cell)}
            />
          ),
        },
        {
          id: 'book',
          label: say('bookView'),
          content: (
            <CodeBars
              id="codebook"
              title={say('book', names)}
              finding={say('bookFinding', names)}
              values={counts}
              valueLabel={say('weights')}
              codeLabel={say('code')}
              format={integer}
              codebook={{ label: say('sharedValue'), values: centroids }}
              describe={(code) => say('value', { value: decimal(centroids[code] ?? 0, 4) })}
            />
          ),
        },
      ]}
    />
  );
}
