import { useMemo } from 'react';
import { useDial } from '../../parts/figures/Dial.tsx';
import { PAIR_COUNT, PairsPanel } from '../../parts/figures/PairsPanel.tsx';
import { comparePairs } from '../../parts/pairs.ts';
import { useSweepPoints } from '../../parts/sweeps.ts';
import { findPairs, listPairItems } from '../lab/pairs.ts';
import { DataMissing, toName, useSettings } from '../lesson.ts';
import { Controls } from './Controls.tsx';

const words = {
  title: { en: 'Images more that are wrong after the detour', zh: '绕路之后多答错的图像' },
  finding: {
    en: 'In {wins} of {pairs} pairs the detour ends with fewer wrong images; on average it makes {mean} more wrong.',
    zh: '{pairs} 对中有 {wins} 对是绕路之后答错更少；平均多答错 {mean} 张。',
  },
  wins: { en: 'The detour wins', zh: '绕路胜出' },
  smaller: { en: 'it helps', zh: '有用' },
  larger: { en: 'it hurts', zh: '有害' },
  first: { en: 'wrong after the detour', zh: '绕路后答错' },
  second: { en: 'wrong straight on', zh: '直接训练后答错' },
} as const;

/** The pairs of the settings as they are, and what they say together. */
export function usePairs() {
  const { settings } = useSettings();
  const count = Number(useDial(PAIR_COUNT)[0]);
  const items = useMemo(() => listPairItems(settings, count), [settings, count]);
  const sweep = useSweepPoints(toName('pairs'), items);
  const pairs = findPairs(settings, count, sweep.ledgers);
  return { sweep, count, pairs, comparison: comparePairs(pairs) };
}

/** The same training with and without the detour, seed by seed. */
export function PairsFigure() {
  const { sweep, count, pairs, comparison } = usePairs();
  return (
    <PairsPanel
      {...{ sweep, count, pairs, comparison, words }}
      variant="retrained"
      notice={<DataMissing />}
      controls={<Controls />}
    />
  );
}
