/**
 * A binarize stage as a row: each weight is plus or minus a scale, and training moves full-precision weights
 * behind it (BinaryConnect, arXiv 1511.00363; binary-weight networks, arXiv 1603.05279).
 */
import * as v from 'valibot';
import { choice, flag } from '../../spec/rules.ts';
import { defineKernelStage, kernelEntries } from '../ends.ts';
import { BINARY_SCALES } from './values.ts';

export const binarize = defineKernelStage({
  schema: v.strictObject({
    kind: v.literal('binarize'),
    /** What has a scale of its own; `none` stands for +1 and -1. */
    scale: v.optional(choice(BINARY_SCALES, 'what has a scale of its own'), 'channel'),
    /** Whether each training step draws the signs; without scales alone. */
    stochastic: v.optional(flag('stochastic'), false),
    ...kernelEntries,
  }),
  title: { en: 'Binarize weights', zh: '权重二值化' },
  add: { en: 'Add binary weights', zh: '添加权重二值化' },
  usual: { kind: 'binarize', scale: 'channel', ends: false },
  fields: [
    {
      kind: 'choice',
      key: 'scale',
      label: { en: 'Scale', zh: '缩放因子' },
      options: [
        {
          id: 'channel',
          label: { en: 'One a channel', zh: '每个通道一个' },
          note: {
            en: 'Each weight becomes plus or minus the mean size of its channel\u2019s weights.',
            zh: '每个权重变成正或负的同一个数：本通道权重绝对值的平均。',
          },
        },
        {
          id: 'tensor',
          label: { en: 'One a layer', zh: '每层一个' },
          note: {
            en: 'Each weight becomes plus or minus the mean size of its layer\u2019s weights.',
            zh: '每个权重变成正或负的同一个数：本层权重绝对值的平均。',
          },
        },
        {
          id: 'none',
          label: { en: 'None: +1 and \u22121', zh: '不用：+1 与 \u22121' },
          note: {
            en: 'Each weight becomes +1 or \u22121. Full-precision weights behind them stay between these ends. Right after the stage such a net errs far more than with a scale; training wins most of it back.',
            zh: '每个权重变成 +1 或 \u22121，背后的全精度权重限制在这两端之间。刚二值化时，错误比带缩放因子多得多，训练能挽回大半。',
          },
        },
      ],
      usual: 'channel',
    },
    {
      kind: 'flag',
      key: 'stochastic',
      when: { key: 'scale', among: ['none'] },
      label: { en: 'Draw the signs in training', zh: '训练时随机取符号' },
      note: {
        en: 'The nearer a weight is to +1, the likelier it is drawn as +1. The finished net has each weight’s own sign.',
        zh: '权重越接近 +1，取 +1 的概率越大。最终的网络用每个权重自己的符号。',
      },
      usual: false,
    },
  ],
  findMisfit: ({ stochastic, scale }) =>
    stochastic && scale !== 'none'
      ? { keys: ['stochastic'], problem: 'goes with the scale none alone: a chance needs ends of +1 and -1' }
      : undefined,
});
