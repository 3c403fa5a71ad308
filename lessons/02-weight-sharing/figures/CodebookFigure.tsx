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
  const { rows, columns } = toMatrix(share);
  const [at] = useChosenWeight(rows, columns);
  const say = useWords(words);
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
        { id: 'codes', label: say('codesView'), content: <Codes share={share} /> },
        { id: 'image', label: say('imageView'), content: <WholeLayer share={share} /> },
        { id: 'book', label: say('bookView'), content: <Book share={share} /> },
      ]}
    />
  );
}

type ViewProps = Pick<CodebookProps, 'share'>;

/** The layer's sides and the weight that the reader looks at, as both pictures of it take them. */
function usePlaces(share: SharedLayer) {
  const { rows, columns } = toMatrix(share);
  const [at, setAt] = useChosenWeight(rows, columns);
  const say = useWords(words);
  const sides = { rows, columns, rowLabel: say('inputs'), columnLabel: say('units') };
  return { at, setAt, sides };
}

function Codes({ share }: ViewProps) {
  const { kernel, codes, centroids } = share;
  const { at, setAt, sides } = usePlaces(share);
  const say = useWords(words);
  const { decimal } = useFormats();
  const describe = (row: number, column: number) => {
    const code = codes[row * sides.columns + column]!;
    const where = `${sides.rowLabel} ${row + 1}, ${sides.columnLabel} ${column + 1}`;
    return code === NO_CODE
      ? `${where}: 0`
      : `${where}: ${say('code')} ${code}, ${decimal(centroids[code]!, 4)}`;
  };
  return (
    <CodeGrid
      id="codes"
      title={say('codes')}
      finding={say('codesFinding', { layer: kernel.layer, last: centroids.length - 1 })}
      {...sides}
      codes={codes}
      codeCount={centroids.length}
      at={at}
      onMove={setAt}
      describe={describe}
    />
  );
}

function WholeLayer({ share }: ViewProps) {
  const { kernel, codes, centroids, shared, survivors } = share;
  const { setAt, sides } = usePlaces(share);
  const say = useWords(words);
  const { integer } = useFormats();
  const kept = useMemo(() => toKept(codes), [codes]);
  const { layer } = kernel;
  return (
    <MaskImage
      id="shared-weights"
      title={say('image', { layer })}
      finding={say('imageFinding', { layer, weights: integer(survivors), n: centroids.length })}
      {...sides}
      values={shared}
      kept={kept}
      mode="weights"
      variant="shared"
      onHoverCell={(cell) => cell !== undefined && setAt(cell)}
    />
  );
}

function Book({ share: { kernel, centroids, counts } }: ViewProps) {
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const most = counts.indexOf(counts.reduce((high, each) => Math.max(high, each), 0));
  const used = { value: decimal(centroids[most] ?? 0, 4), count: integer(counts[most] ?? 0) };
  return (
    <CodeBars
      id="codebook"
      title={say('book', { layer: kernel.layer })}
      finding={say('bookFinding', { n: centroids.length, ...used })}
      values={counts}
      valueLabel={say('weights')}
      codeLabel={say('code')}
      format={integer}
      codebook={{ label: say('sharedValue'), values: centroids }}
      describe={(code) => say('value', { value: decimal(centroids[code] ?? 0, 4) })}
    />
  );
}
