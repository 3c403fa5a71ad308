import type { KernelCut } from '../masks.ts';
import { useFormats, useWords } from '../words.ts';
import styles from './figures.module.css';

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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={say('title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {(['layer', 'weights', 'deviation', 'threshold', 'quality', 'gone'] as const).map((key) => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cuts.map(({ kernel, keptCount, threshold, deviation }) => (
            <tr key={kernel.name} className={kernel.layer === shown ? styles.shownRow : undefined}>
              <th scope="row">{kernel.layer}</th>
              <td>{integer(kernel.values.length)}</td>
              <td>{decimal(deviation, 4)}</td>
              <td>{decimal(threshold, 4)}</td>
              <td>{decimal(threshold / deviation, 2)}</td>
              <td>{percent(1 - keptCount / kernel.values.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
