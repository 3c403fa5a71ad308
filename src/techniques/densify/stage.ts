/**
 * A densify stage as a row: pruned weights are there again and learn again, the third phase of dense-sparse-
 * dense training (DSD, Han et al. 2017, arXiv 1607.04381, section 2).
 */
import * as v from 'valibot';
import { choice } from '../../spec/rules.ts';
import { defineStage } from '../stage.ts';

/** What a pruned weight begins with: zero, as in the paper, or the value that it had when it was pruned. */
export const REBIRTHS = ['zero', 'before'] as const;
export type Rebirth = (typeof REBIRTHS)[number];

export const densify = defineStage({
  schema: v.strictObject({
    kind: v.literal('densify'),
    reborn: v.optional(choice(REBIRTHS, 'what pruned weights begin with'), 'zero'),
  }),
  title: { en: 'Densify', zh: '恢复稠密' },
  add: { en: 'Add densifying', zh: '添加恢复稠密' },
  note: {
    en: 'Masks are taken away: pruned weights are there again and learn in the training that follows. Let it take small steps, a tenth of the rate before.',
    zh: '取消掩码：剪去的权重重新参与，在之后的训练中继续学习。步子宜小，学习率取之前的十分之一。',
  },
  usual: { kind: 'densify', reborn: 'zero' },
  fields: [
    {
      kind: 'choice',
      key: 'reborn',
      label: { en: 'Pruned weights begin with', zh: '剪去的权重从何处开始' },
      options: [
        { id: 'zero', label: { en: 'Zero', zh: '零' } },
        { id: 'before', label: { en: 'What they were when they were pruned', zh: '剪去时的值' } },
      ],
      usual: 'zero',
    },
  ],
});
