/** A stage that folds batch norm as a row: the same answers up to rounding, from fewer layers. */
import * as v from 'valibot';
import { defineStage } from '../stage.ts';
import { foldNormSpec } from './spec.ts';

export const foldNorm = defineStage({
  schema: v.strictObject({ kind: v.literal('foldNorm') }),
  title: { en: 'Fold batch norm', zh: '折叠批归一化' },
  add: { en: 'Add folding of batch norm', zh: '添加批归一化折叠' },
  note: {
    en: 'Each batch norm becomes part of the weights and biases before it: the same answers up to rounding. Do this before quantizing.',
    zh: '把每个批归一化并入它前面的权重和偏置：除舍入误差外答案不变。请在量化之前进行。',
  },
  usual: { kind: 'foldNorm' },
  fields: [],
  specAfter: (_, spec) => foldNormSpec(spec),
});
