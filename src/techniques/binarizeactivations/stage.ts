/**
 * A stage that makes activations binary as a row: layers read signs (XNOR-Net, Rastegari et al. 2016, arXiv
 * 1603.05279). Together with `binarize` it makes an XNOR-Net.
 */
import * as v from 'valibot';
import { flag } from '../../spec/rules.ts';
import { defineKernelStage, kernelEntries } from '../ends.ts';
import { binarizeActivationsOf } from './spec.ts';

export const binarizeActivations = defineKernelStage({
  schema: v.strictObject({
    kind: v.literal('binarizeActivations'),
    /** Whether a layer's outputs are multiplied by the mean size of its inputs, window by window. */
    map: v.optional(flag('map'), true),
    ...kernelEntries,
  }),
  title: { en: 'Binarize activations', zh: '激活二值化' },
  add: { en: 'Add binary activations', zh: '添加激活二值化' },
  note: {
    en: 'Layers read +1 and \u22121, after a batch norm and without a relu between. With binary weights this is XNOR-Net.',
    zh: '各层读入的是 +1 与 \u22121：先做批归一化，中间不再有 ReLU。再加上二值权重就是 XNOR-Net。',
  },
  usual: { kind: 'binarizeActivations' },
  fields: [
    {
      kind: 'flag',
      key: 'map',
      label: { en: 'Scale by the inputs’ mean size', zh: '乘以输入的平均绝对值' },
      usual: true,
    },
  ],
  specAfter: (stage, spec) => binarizeActivationsOf(spec, stage),
});
