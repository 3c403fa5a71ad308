import { useMemo } from 'react';
import { useDial } from '../../parts/figures/Dial.tsx';
import { PAIR_COUNT, PairsPanel } from '../../parts/figures/PairsPanel.tsx';
import { comparePairs } from '../../parts/pairs.ts';
import { useSweepPoints } from '../../parts/sweeps.ts';
import { findPairs, listPairItems } from '../lab/pairs.ts';
import { DataMissing, toName, useSettings } from '../lesson.ts';
import { Controls } from './Controls.tsx';

const words = {
  title: { en: 'Images more that the student of soft targets gets wrong', zh: '学软目标的学生多答错的图像' },
  finding: {
    en: 'Soft targets win {wins} of {pairs} pairs; on average they make {mean} images more wrong.',
    zh: '{pairs} 对中软目标胜出 {wins} 对；平均多答错 {mean} 张。',
  },
  wins: { en: 'Soft targets win', zh: '软目标胜出' },
  smaller: { en: 'they help', zh: '有用' },
  larger: { en: 'they hurt', zh: '有害' },
  first: { en: 'wrong by soft targets', zh: '学软目标答错' },
  second: { en: 'wrong by labels', zh: '学标签答错' },
} as const;

/** The same student by labels and by soft targets, seed by seed. */
export function PairsFigure() {
  const { settings } = useSettings();
  const count = Number(useDial(PAIR_COUNT)[0]);
  const items = useMemo(() => listPairItems(settings, count), [settings, count]);
  const sweep = useSweepPoints(toName('pairs'), items);
  const pairs = findPairs(settings, count, sweep.ledgers);
  return (
    <PairsPanel
      {...{ sweep, count, pairs, words }}
      comparison={comparePairs(pairs)}
      variant="distilled"
      notice={<DataMissing />}
      controls={<Controls />}
    />
  );
}
