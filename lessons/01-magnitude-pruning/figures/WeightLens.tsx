import { useMemo } from 'react';
import { findAtEdge, toPlace } from '../../../src/math/cutedge.ts';
import styles from '../../parts/figures/figures.module.css';
import { useFormats, useWords } from '../../parts/words.ts';
import type { KernelCut } from '../masks.ts';

const words = {
  title: { en: 'At the edge of the cut', zh: '阈值两侧的权重' },
  goes: { en: 'goes', zh: '剪去' },
  stays: { en: 'stays', zh: '保留' },
  gone: { en: 'held at zero by the mask', zh: '被掩码固定为零' },
  stayed: { en: 'kept by the mask', zh: '掩码保留' },
} as const;

const EACH_SIDE = 2;

/**
 * The weights nearest to the threshold on either side, each with its arithmetic: |w| against t, goes or
 * stays.
 */
export function WeightLens({ cut }: { readonly cut: KernelCut }) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const nearest = useMemo(() => findAtEdge(cut.kernel.values, cut.kept, cut.threshold, EACH_SIDE), [cut]);
  if (nearest.length === 0) return null;
  return (
    <div>
      <p className={styles.small}>{say('title')}</p>
      <ul className={styles.arithmetic}>
        {nearest.map((index) => (
          <li key={index}>
            <WeightLine cut={cut} index={index} write={(value) => decimal(value, 6)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface WeightLineProps {
  readonly cut: KernelCut;
  readonly index: number;
  readonly write: (value: number) => string;
}

/** `fc1[412, 17] = −0.0312   |w| = 0.0312 ≤ 0.0330   goes` */
export function WeightLine({ cut, index, write }: WeightLineProps) {
  const say = useWords(words);
  const value = cut.kernel.values[index]!;
  const stays = cut.kept[index] === 1;
  const place = `${cut.kernel.layer}[${toPlace(index, cut.kernel.shape).join(', ')}]`;
  // A net that was retrained no longer knows the threshold that cut it.
  if (cut.threshold === 0)
    return (
      <span className={stays ? undefined : styles.goes}>
        {place} = {write(value)}: {say(stays ? 'stayed' : 'gone')}
      </span>
    );
  return (
    <span className={stays ? undefined : styles.goes}>
      {place} = {write(value)}; |w| = {write(Math.abs(value))} {stays ? '>' : '≤'} {write(cut.threshold)}:{' '}
      {say(stays ? 'stays' : 'goes')}
    </span>
  );
}
