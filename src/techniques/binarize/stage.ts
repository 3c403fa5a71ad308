/**
 * A binarize stage as a row: each weight is plus or minus a scale, and training moves full-precision weights
 * behind it (BinaryConnect, arXiv 1511.00363; binary-weight networks, arXiv 1603.05279).
 */
import * as v from 'valibot';
import { choice, flag, layerNames } from '../../spec/rules.ts';
import { endsField, listExcepted } from '../ends.ts';
import { defineStage } from '../stage.ts';
import { BINARY_SCALES } from './values.ts';

export const binarize = defineStage({
  schema: v.strictObject({
    kind: v.literal('binarize'),
    /** What has a scale of its own; `none` stands for +1 and -1. */
    scale: v.optional(choice(BINARY_SCALES, 'what has a scale of its own'), 'channel'),
    /** Whether the first and the last kernel become binary, too. */
    ends: v.optional(flag('ends'), false),
    /** Layers to leave alone. */
    except: v.optional(layerNames),
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
            en: 'Each weight becomes +1 or \u22121. Full-precision weights behind them stay between these ends. Without batch norm such a net hardly learns.',
            zh: '每个权重变成 +1 或 \u22121，背后的全精度权重限制在这两端之间。没有批归一化时，这样的网络很难学会。',
          },
        },
      ],
      usual: 'channel',
    },
    endsField,
  ],
  listLayers: listExcepted,
});
