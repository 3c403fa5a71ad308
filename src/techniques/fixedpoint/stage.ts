/**
 * A stage after which a net trains wholly in 16-bit fixed point as a row: weights, activations, gradients and
 * updates are multiples of one power of two, with nothing finer behind them (Gupta et al. 2015, arXiv
 * 1502.02551). Rounded to nearest, updates of less than half a step are lost; rounded by chance, they count
 * on average.
 *
 * Left out: the running statistics of batch norm and Adam's moments stay floats, and products are summed in
 * floats of 24 bits instead of the paper's wide accumulators.
 */
import * as v from 'valibot';
import { fixedPointEntries } from '../../spec/layers/fixedpoint.ts';
import { defineStage } from '../stage.ts';
import { toFixedPoint } from './spec.ts';

export const fixedPoint = defineStage({
  schema: v.strictObject({
    kind: v.literal('fixedPoint'),
    /** Bits after the point, of 16. */
    fraction: v.optional(fixedPointEntries.fraction, 10),
    rounding: v.optional(fixedPointEntries.rounding, 'stochastic'),
  }),
  title: { en: '16-bit fixed point', zh: '16 位定点' },
  add: { en: 'Add 16-bit fixed point', zh: '添加 16 位定点' },
  note: {
    en: 'Weights, activations, gradients and updates become whole numbers of 16 bits times one power of two. Training goes on without anything finer behind them.',
    zh: '权重、激活、梯度和更新量都变成 16 位整数乘以同一个 2 的幂。之后的训练背后不再保留更精细的值。',
  },
  usual: { kind: 'fixedPoint' },
  fields: [
    {
      kind: 'number',
      key: 'fraction',
      label: { en: 'Bits after the point', zh: '小数位数' },
      control: 'slider',
      min: 4,
      max: 14,
      step: 1,
      usual: 10,
    },
    {
      kind: 'choice',
      key: 'rounding',
      label: { en: 'Rounding', zh: '舍入方式' },
      usual: 'stochastic',
      options: [
        {
          id: 'stochastic',
          label: { en: 'By chance', zh: '随机舍入' },
          note: {
            en: 'A value goes up or down by chance, to the nearer side more often. On average nothing is lost.',
            zh: '随机向上或向下取，离哪边近就更可能取哪边，平均下来没有损失。',
          },
        },
        {
          id: 'nearest',
          label: { en: 'To nearest', zh: '就近舍入' },
          note: {
            en: 'An update of less than half a step changes nothing, so that training stalls.',
            zh: '不到半步的更新毫无作用，训练会停滞。',
          },
        },
      ],
    },
  ],
  specAfter: (stage, spec) => toFixedPoint(spec, stage),
});
