/**
 * A stage that quantizes activations as a row: behind every relu stands a quantizer whose clipping bound
 * training learns (PACT, Choi et al. 2018, arXiv 1805.06085).
 */
import * as v from 'valibot';
import { integer, number } from '../../spec/rules.ts';
import { listLayers } from '../../spec/walk.ts';
import { defineStage } from '../stage.ts';
import { quantizeActivationsOf } from './spec.ts';

export const quantizeActivations = defineStage({
  schema: v.strictObject({
    kind: v.literal('quantizeActivations'),
    bits: integer({ min: 2, max: 8, what: 'the bits of an activation' }),
    /** Weight decay of the bounds, in place of the optimizer's. */
    decay: v.optional(number({ min: 0, max: 1, what: 'the decay of a bound' }), 0.0005),
  }),
  title: { en: 'Quantize activations', zh: '激活量化' },
  add: { en: 'Add activation quantization', zh: '添加激活量化' },
  usual: { kind: 'quantizeActivations', bits: 4, decay: 0.0005 },
  fields: [
    {
      kind: 'number',
      key: 'bits',
      label: { en: 'Bits of an activation', zh: '激活位数' },
      control: 'slider',
      min: 2,
      max: 8,
      step: 1,
      usual: 4,
      note: {
        en: 'What each relu gives is clipped at a bound and put on a grid of few values. The bound begins at the largest activation that training images give, and learns from then on.',
        zh: '每个 ReLU 的输出先截断到上界，再取到少数几个值上。上界从训练图像产生的最大激活值开始，之后随训练一起学习。',
      },
    },
    {
      kind: 'number',
      key: 'decay',
      label: { en: 'Decay of the bounds', zh: '上界的权重衰减' },
      control: 'slider',
      scale: 'log',
      min: 0.00001,
      max: 0.1,
      step: 0.00001,
      usual: 0.0005,
    },
  ],
  findMisfit: (_, { layers, name }) =>
    listLayers(layers).some(({ layer }) => layer.kind === 'relu')
      ? undefined
      : { keys: ['kind'], problem: `quantizes what relus give, but ${name} has none` },
  specAfter: (stage, spec) => quantizeActivationsOf(spec, stage),
});
