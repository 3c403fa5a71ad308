import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import type { KernelCut } from '../masks.ts';

const words = {
  layer: { en: 'Layer', zh: '层' },
  weights: { en: 'Weights', zh: '权重数' },
  deviation: { en: 'σ', zh: 'σ' },
  threshold: { en: 'Threshold t', zh: '阈值 t' },
  quality: { en: 'q = t / σ', zh: 'q = t / σ' },
  gone: { en: 'Gone', zh: '剪去' },
  title: { en: 'The cut, layer by layer', zh: '逐层看这次剪枝' },
} as const;

export interface LayerTableProps {
  readonly cuts: readonly KernelCut[];
  readonly shown: string;
}

/** What one cut does to each layer, in numbers. */
export function LayerTable({ cuts, shown }: LayerTableProps) {
  const say = useWords(words);
  const { integer, percent, decimal } = useFormats();
  return (
    <NumberTable
      title={say('title')}
      columns={(['layer', 'weights', 'deviation', 'threshold', 'quality', 'gone'] as const).map((key) =>
        say(key),
      )}
      rows={cuts.map(({ kernel, keptCount, threshold, deviation }) => ({
        id: kernel.name,
        header: kernel.layer,
        isShown: kernel.layer === shown,
        cells: [
          integer(kernel.values.length),
          decimal(deviation, 4),
          decimal(threshold, 4),
          decimal(threshold / deviation, 2),
          percent(1 - keptCount / kernel.values.length),
        ],
      }))}
    />
  );
}
