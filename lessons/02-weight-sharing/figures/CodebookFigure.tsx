import { useMemo } from 'react';
import { MaskImage } from '../../../src/plots/fields/MaskImage.tsx';
import { CodeBars } from '../../../src/plots/sharing/CodeBars.tsx';
import { CodeGrid } from '../../../src/plots/sharing/CodeGrid.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { textParam } from '../../../src/ui/lesson/params.ts';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { usePrunedKernels, useShare } from '../lab/shares.ts';
import { toClusterInput, toShareRecipe } from '../recipe.ts';
import { useSharing } from '../settings.ts';
import { NO_CODE, type SharedLayer, toKept } from '../sharing.ts';
import { NetMissing } from './NetChoice.tsx';
import { SharingControls } from './SharingControls.tsx';
import { WeightLens } from './WeightLens.tsx';

const words = {
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
  return (
    <Seen>
      <CodebookBody />
    </Seen>
  );
}

function CodebookBody() {
  const layers = usePrunedKernels().map(({ layer }) => layer);
  const [layer, showLayer] = useShownLayer(layers);
  const share = useShare(layer);
  if (share === null) return <NetMissing />;
  return (
    <div className={styles.panel}>
      <SharingControls />
      <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
      <Codes share={share} />
      <Book share={share} />
    </div>
  );
}

function Codes({ share }: { readonly share: SharedLayer }) {
  const { kernel, codes, centroids, shared, survivors } = share;
  const { rows, columns } = toMatrix(share);
  const [at, setAt] = useChosenWeight(rows, columns);
  const { sharing } = useSharing();
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const kept = useMemo(() => toKept(codes), [codes]);
  const names = {
    layer: kernel.layer,
    weights: integer(survivors),
    n: centroids.length,
    last: centroids.length - 1,
  };
  return (
    <>
      <MaskImage
        id="shared-weights"
        title={say('image', names)}
        finding={say('imageFinding', names)}
        rows={rows}
        columns={columns}
        values={shared}
        kept={kept}
        mode="weights"
        variant="shared"
        rowLabel={say('inputs')}
        columnLabel={say('units')}
        onHoverCell={(cell) => cell !== undefined && setAt(cell)}
        provenance={toShareRecipe(sharing.model, sharing.prune, toClusterInput(sharing))}
      />
      <CodeGrid
        id="codes"
        title={say('codes')}
        finding={say('codesFinding', names)}
        rows={rows}
        columns={columns}
        codes={codes}
        codeCount={centroids.length}
        at={at}
        onMove={setAt}
        rowLabel={say('inputs')}
        columnLabel={say('units')}
        describe={(row, column) => {
          const code = codes[row * columns + column]!;
          const place = `${say('inputs')} ${row + 1}, ${say('units')} ${column + 1}`;
          return code === NO_CODE
            ? `${place}: 0`
            : `${place}: ${say('code')} ${code}, ${decimal(centroids[code]!, 4)}`;
        }}
      />
      <WeightLens share={share} index={at.row * columns + at.column} />
    </>
  );
}

function Book({ share }: { readonly share: SharedLayer }) {
  const { kernel, centroids, counts } = share;
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const most = counts.indexOf(counts.reduce((high, each) => Math.max(high, each), 0));
  return (
    <CodeBars
      id="codebook"
      title={say('book', { layer: kernel.layer })}
      finding={say('bookFinding', {
        n: centroids.length,
        value: decimal(centroids[most] ?? 0, 4),
        count: integer(counts[most] ?? 0),
      })}
      values={counts}
      valueLabel={say('weights')}
      codeLabel={say('code')}
      format={integer}
      codebook={{ label: say('sharedValue'), values: centroids }}
      describe={(code) => say('value', { value: decimal(centroids[code] ?? 0, 4) })}
      heightEm={6}
    />
  );
}
