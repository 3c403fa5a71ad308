/**
 * A stage of DoReFa-Net as a row: weights of few bits, and gradients of few bits behind the layers that have
 * them (Zhou et al. 2016, arXiv 1606.06160). Activations between 0 and 1 are `quantizeActivations`' business.
 */
import * as v from 'valibot';
import { integer } from '../../spec/rules.ts';
import { defineKernelStage, kernelEntries } from '../ends.ts';
import { quantizeGradientsOf } from './spec.ts';

export const doReFa = defineKernelStage({
  schema: v.strictObject({
    kind: v.literal('doReFa'),
    weights: integer({ min: 1, max: 8, what: 'the bits of a weight' }),
    /** Gradients stay as they are where absent. */
    gradients: v.optional(integer({ min: 2, max: 8, what: 'the bits of a gradient' })),
    ...kernelEntries,
  }),
  title: { en: 'Weights and gradients of few bits', zh: '低位宽权重与梯度' },
  add: { en: 'Add DoReFa weights and gradients', zh: '添加 DoReFa 权重与梯度' },
  usual: { kind: 'doReFa', weights: 1, gradients: 6 },
  fields: [
    {
      kind: 'number',
      key: 'weights',
      label: { en: 'Bits of a weight', zh: '权重位数' },
      control: 'slider',
      min: 1,
      max: 8,
      step: 1,
      usual: 1,
      note: {
        en: 'A tangent draws large weights in; even levels from \u22121 to 1 follow. One bit is the sign times the mean size.',
        zh: '先用双曲正切压缩较大的权重，再取 \u22121 到 1 之间的等距值。1 位时取符号乘以平均绝对值。',
      },
    },
    {
      kind: 'number',
      key: 'gradients',
      label: { en: 'Bits of a gradient', zh: '梯度位数' },
      control: 'slider',
      min: 2,
      max: 8,
      step: 1,
      usual: 6,
      switched: { en: 'Gradients of few bits, too', zh: '梯度也用低位宽' },
      note: {
        en: 'What comes back to a layer in training is rounded up or down by chance, image by image.',
        zh: '训练中反传到每层的梯度逐幅图像地随机取整。',
      },
    },
  ],
  specAfter: (stage, spec) => quantizeGradientsOf(spec, stage),
});
