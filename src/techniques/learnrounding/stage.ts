/**
 * A stage that learns for each quantized weight whether it is rounded up or down, as a row (AdaRound, Nagel
 * et al. 2020, arXiv 2004.10568). Grids stay as they were found.
 */
import * as v from 'valibot';
import { integer } from '../../spec/rules.ts';
import { calibrationImages, calibrationImagesField } from '../calibrationimages.ts';
import { defineStage } from '../stage.ts';

export const learnRounding = defineStage({
  schema: v.strictObject({
    kind: v.literal('learnRounding'),
    /** Training images that outputs are kept close on; their labels are not read. */
    images: calibrationImages,
    /** Steps of Adam for each layer. */
    steps: v.optional(integer({ min: 10, max: 100_000, what: 'the number of steps' }), 500),
  }),
  title: { en: 'Learn the rounding', zh: '学习舍入方向' },
  add: { en: 'Add learned rounding', zh: '添加学习舍入' },
  note: {
    en: 'Nearest is not best: layer by layer, each quantized weight learns whether to round up or down, so that the outputs on images change least (AdaRound). It follows weight quantization.',
    zh: '就近舍入并非最优：逐层学习每个量化权重向上还是向下取整，使各层在图像上的输出变化最小（AdaRound）。放在权重量化之后。',
  },
  usual: { kind: 'learnRounding' },
  fields: [
    calibrationImagesField,
    {
      kind: 'number',
      key: 'steps',
      label: { en: 'Steps for each layer', zh: '每层步数' },
      control: 'slider',
      scale: 'log',
      min: 10,
      max: 10_000,
      step: 10,
      usual: 500,
    },
  ],
});
