import { FilterGrid } from '../../../src/plots/fields/FilterGrid.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import type { KernelCut } from '../masks.ts';

const words = {
  title: { en: 'Kernels of {layer}', zh: '{layer} 的卷积核' },
  finding: {
    en: '{kept} of the {weights} weights of {layer} stay.',
    zh: '{layer} 的 {weights} 个权重中，保留了 {kept} 个。',
  },
} as const;

export interface KernelsProps {
  readonly id: string;
  readonly cut: KernelCut;
  /** Instead of "Kernels of conv1". */
  readonly title?: string;
}

/** The small kernels of a convolution, the cut weights crossed out. */
export function Kernels({ id, cut, title }: KernelsProps) {
  const { kernel, kept, keptCount } = cut;
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    <FilterGrid
      id={id}
      title={title ?? say('title', { layer: kernel.layer })}
      finding={say('finding', {
        layer: kernel.layer,
        kept: integer(keptCount),
        weights: integer(kernel.values.length),
      })}
      shape={kernel.shape as unknown as readonly [number, number, number, number]}
      values={kernel.values}
      kept={kept}
    />
  );
}
