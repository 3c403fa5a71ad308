/**
 * A quantize stage as a row: weights become whole numbers of a few bits times a step size, which training
 * learns with them (LSQ, Esser et al. 2020, arXiv 1902.08153).
 */
import * as v from 'valibot';
import { choice, integer, layerNames, perLayer } from '../../spec/rules.ts';
import { listBitMentions } from '../bits.ts';
import { defineStage } from '../stage.ts';

const GRAINS = ['tensor', 'channel'] as const;

export const quantize = defineStage({
  schema: v.strictObject({
    kind: v.literal('quantize'),
    /** For all kernels, or by layer or kind (`conv`, `fc`); kernels without bits stay as they are. */
    bits: perLayer(integer({ min: 2, max: 8, what: 'the bits of a weight' })),
    /** Whether a kernel has one step size, or one for each of its units. */
    per: v.optional(choice(GRAINS, 'what has a step size of its own'), 'tensor'),
    /** Layers to leave alone. */
    except: v.optional(layerNames),
  }),
  title: { en: 'Quantize weights', zh: '权重量化' },
  add: { en: 'Add weight quantization', zh: '添加权重量化' },
  usual: { kind: 'quantize', bits: 4, per: 'tensor' },
  fields: [
    {
      kind: 'number',
      key: 'bits',
      label: { en: 'Bits of a weight', zh: '权重位数' },
      control: 'slider',
      min: 2,
      max: 8,
      step: 1,
      usual: 4,
      note: {
        en: 'Each weight becomes a whole number of so many bits, times a step size. Training goes on behind it: the full-precision weights move, and so does the step.',
        zh: '每个权重变成这么多位的整数，再乘以步长。之后仍可训练：背后的全精度权重和步长都会更新。',
      },
    },
    {
      kind: 'choice',
      key: 'per',
      label: { en: 'Step sizes', zh: '步长' },
      options: [
        { id: 'tensor', label: { en: 'One a layer', zh: '每层一个' } },
        { id: 'channel', label: { en: 'One a channel', zh: '每个通道一个' } },
      ],
      usual: 'tensor',
    },
  ],
  listLayers: listBitMentions,
  findMisfit: ({ bits }) =>
    typeof bits === 'object' && bits.bias !== undefined
      ? { keys: ['bits', 'bias'], problem: 'cannot be: biases stay as they are; name layers, conv or fc' }
      : undefined,
});
