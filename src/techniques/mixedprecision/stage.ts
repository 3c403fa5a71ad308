/**
 * A stage after which a net trains in mixed precision as a row (Micikevicius et al. 2018, arXiv 1710.03740,
 * section 3): weights, activations and gradients are rounded to small floats, products are summed in float32,
 * and a float32 master copy takes the updates unless the stage says otherwise. Loss scaling is an option of
 * the training that follows (`techniques/lossscale`).
 *
 * Left out: products summed in half precision; batch norm's scale, shift and statistics, the loss and Adam's
 * moments stay float32.
 */
import * as v from 'valibot';
import { PRECISIONS, type Precision, precision } from '../../spec/layers/smallfloat.ts';
import { flag } from '../../spec/rules.ts';
import type { ChoiceField } from '../field.ts';
import { defineStage } from '../stage.ts';
import type { Words } from '../words.ts';
import { toSmallFloats } from './spec.ts';

const FORMAT_WORDS: Readonly<Record<Precision, Words>> = {
  fp32: { en: 'float32', zh: 'float32' },
  fp16: { en: 'fp16', zh: 'fp16' },
  bf16: { en: 'bf16', zh: 'bf16' },
  e4m3: { en: 'fp8 E4M3', zh: 'fp8 E4M3' },
  e5m2: { en: 'fp8 E5M2', zh: 'fp8 E5M2' },
};

const formatField = (key: string, label: Words): ChoiceField => ({
  kind: 'choice',
  key,
  label,
  options: PRECISIONS.map((id) => ({ id, label: FORMAT_WORDS[id] })),
  usual: 'fp16',
});

export const mixedPrecision = defineStage({
  schema: v.strictObject({
    kind: v.literal('mixedPrecision'),
    weights: v.optional(precision('the format of weights'), 'fp16'),
    activations: v.optional(precision('the format of activations'), 'fp16'),
    gradients: v.optional(precision('the format of gradients'), 'fp16'),
    /** Whether a float32 copy of the weights takes the updates. */
    master: v.optional(flag('master'), true),
  }),
  title: { en: 'Mixed precision', zh: '混合精度' },
  add: { en: 'Add mixed precision', zh: '添加混合精度' },
  note: {
    en: 'Weights, activations and gradients are rounded to floats of fewer bits; products are summed in float32, and batch norm and the loss are computed in it. The training that follows may scale its loss.',
    zh: '权重、激活和梯度都舍入为位数更少的浮点数；乘积用 float32 累加，批归一化和损失也用 float32 计算。之后的训练可以放大损失。',
  },
  usual: { kind: 'mixedPrecision' },
  fields: [
    formatField('weights', { en: 'Weights', zh: '权重' }),
    formatField('activations', { en: 'Activations', zh: '激活' }),
    formatField('gradients', { en: 'Gradients', zh: '梯度' }),
    {
      kind: 'flag',
      key: 'master',
      label: { en: 'Keep a float32 master copy of the weights', zh: '保留一份 float32 主权重' },
      usual: true,
    },
  ],
  specAfter: (stage, spec) => toSmallFloats(spec, stage),
});
