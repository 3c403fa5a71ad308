/**
 * A ternarize stage as a row: each weight is zero, or plus or minus a scale (ternary-weight networks, arXiv
 * 1605.04711; trained ternary quantization, arXiv 1612.01064).
 */
import * as v from 'valibot';
import { choice } from '../../spec/rules.ts';
import { defineKernelStage, kernelEntries } from '../ends.ts';
import { TERNARY_RULES } from './values.ts';

export const ternarize = defineKernelStage({
  schema: v.strictObject({
    kind: v.literal('ternarize'),
    /** Whether the scales follow the weights' mean size, or learn. */
    scales: v.optional(choice(TERNARY_RULES, 'where scales come from'), 'learnt'),
    ...kernelEntries,
  }),
  title: { en: 'Ternarize weights', zh: '权重三值化' },
  add: { en: 'Add ternary weights', zh: '添加权重三值化' },
  usual: { kind: 'ternarize', scales: 'learnt', ends: false },
  fields: [
    {
      kind: 'choice',
      key: 'scales',
      label: { en: 'Scales', zh: '缩放因子' },
      options: [
        {
          id: 'learnt',
          label: { en: 'Two that learn (TTQ)', zh: '两个，随训练学习（TTQ）' },
          note: {
            en: 'Weights under a twentieth of the largest become zero. What is left becomes one of two values, a positive and a negative one, and both learn.',
            zh: '小于最大权重二十分之一的权重变成零，其余变成一正一负两个值之一；这两个值随训练学习。',
          },
        },
        {
          id: 'mean',
          label: { en: 'The mean size (TWN)', zh: '平均绝对值（TWN）' },
          note: {
            en: 'Weights under 0.7 times the mean size become zero. What is left becomes plus or minus its own mean size.',
            zh: '小于平均绝对值 0.7 倍的权重变成零，其余变成正或负的同一个数：它们自己绝对值的平均。',
          },
        },
      ],
      usual: 'learnt',
    },
  ],
});
