import styles from '../../parts/figures/figures.module.css';
import { useFormats, useWords } from '../../parts/words.ts';
import { NO_CODE, type SharedLayer } from '../sharing.ts';

const words = {
  title: { en: 'The chosen weight, worked out', zh: '所选权重的演算' },
  pruned: {
    en: 'This weight was pruned. It is 0 and needs no code: the list of places leaves it out.',
    zh: '这个权重已被剪去，就是 0，不占编号：记位置时直接跳过它。',
  },
  weight: { en: 'w = {w}', zh: 'w = {w}' },
  nearest: {
    en: 'nearest of {n} values: code {code}, c{code} = {c}',
    zh: '{n} 个值中最近的：编号 {code}，c{code} = {c}',
  },
  neighbours: { en: '|w − c{a}| = {da} < |w − c{b}| = {db}', zh: '|w − c{a}| = {da} < |w − c{b}| = {db}' },
  error: { en: 'error c{code} − w = {e}', zh: '误差 c{code} − w = {e}' },
  bits: {
    en: 'stored: {code} as {bits} bits, {binary}, in place of 32 bits',
    zh: '存下来的：编号 {code}，{bits} 位，即 {binary}，代替原来的 32 位',
  },
} as const;

export interface WeightLensProps {
  readonly share: SharedLayer;
  /** Of the weight in the kernel. */
  readonly index: number;
}

/** One weight: its nearest value, the next best, the error, and what is stored. */
export function WeightLens({ share, index }: WeightLensProps) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const { kernel, codes, centroids, bits } = share;
  const code = codes[index];
  if (code === undefined) return null;
  if (code === NO_CODE) return <p className={styles.small}>{say('pruned')}</p>;
  const weight = kernel.values[index]!;
  const centroid = centroids[code]!;
  // The second best is the neighbour on the weight's side.
  const other = weight >= centroid ? code + 1 : code - 1;
  const rival = centroids[other] === undefined ? (weight >= centroid ? code - 1 : code + 1) : other;
  const show = (value: number) => decimal(value, 5);
  return (
    <ul className={styles.arithmetic} aria-label={say('title')} data-lens={index}>
      <li>{say('weight', { w: show(weight) })}</li>
      <li>{say('nearest', { n: centroids.length, code, c: show(centroid) })}</li>
      {centroids[rival] !== undefined && (
        <li>
          {say('neighbours', {
            a: code,
            b: rival,
            da: show(Math.abs(weight - centroid)),
            db: show(Math.abs(weight - centroids[rival])),
          })}
        </li>
      )}
      <li>{say('error', { code, e: show(centroid - weight) })}</li>
      <li>{say('bits', { code, bits, binary: code.toString(2).padStart(bits, '0') })}</li>
    </ul>
  );
}
