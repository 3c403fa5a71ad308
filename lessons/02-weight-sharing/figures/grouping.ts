/** The words of a training step of shared weights, for the example and for the live layer alike. */
import type { GroupingChartProps } from '../../../src/plots/sharing/GroupingChart.tsx';
import { useFormats, useWords } from '../../parts/words.ts';

const words = {
  weights: { en: 'weights, small: code', zh: '权重（小字为编号）' },
  updatedWeights: { en: 'shared values, updated', zh: '更新后的共享值' },
  gradients: { en: 'gradients', zh: '梯度' },
  scaledGradients: { en: 'gradients · 1000', zh: '梯度 · 1000' },
  groups: { en: 'by code', zh: '按编号' },
  code: { en: 'code', zh: '编号' },
  sum: { en: 'sum', zh: '和' },
  centroid: { en: 'value', zh: '值' },
  updated: { en: 'updated', zh: '更新后' },
  others: { en: '+ {n} more', zh: '另有 {n} 个' },
} as const;

export function useGroupingLabels(isScaled: boolean): GroupingChartProps['labels'] {
  const say = useWords(words);
  const { integer } = useFormats();
  return {
    weights: say('weights'),
    updatedWeights: say('updatedWeights'),
    gradients: say(isScaled ? 'scaledGradients' : 'gradients'),
    groups: say('groups'),
    code: say('code'),
    sum: say('sum'),
    centroid: say('centroid'),
    updated: say('updated'),
    others: (count) => say('others', { n: integer(count) }),
  };
}
