/**
 * A thin stage as a row: takes units out of the net that masks have emptied. How many go is known when the
 * weights are there, so what the recipe's options promise the stages after it are the same layers, each with
 * at most as many units.
 */
import * as v from 'valibot';
import { defineStage } from '../stage.ts';

export const thin = defineStage({
  schema: v.strictObject({ kind: v.literal('thin') }),
  title: { en: 'Thin', zh: '瘦身' },
  add: { en: 'Add thinning', zh: '添加瘦身' },
  note: {
    en: 'Filters and units that no answer depends on leave the net: the same answers from smaller layers. Prune by whole units first.',
    zh: '把不影响任何答案的卷积核和神经元从网络中移除：层变小，答案不变。请先按整个单元剪枝。',
  },
  usual: { kind: 'thin' },
  fields: [],
});
