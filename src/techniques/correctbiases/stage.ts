/**
 * A stage that corrects biases as a row: rounded weights shift the mean of what a unit gives, and its bias
 * takes that shift back (Nagel et al. 2019, arXiv 1906.04721, section 4.2; the empirical form of appendix D).
 */
import * as v from 'valibot';
import { listTensors } from '../../spec/shapes.ts';
import { calibrationImages, calibrationImagesField } from '../calibrationimages.ts';
import { defineStage } from '../stage.ts';

export const correctBiases = defineStage({
  schema: v.strictObject({
    kind: v.literal('correctBiases'),
    /** Training images that means are taken over; their labels are not read. */
    images: calibrationImages,
  }),
  title: { en: 'Correct biases', zh: '偏置校正' },
  add: { en: 'Add bias correction', zh: '添加偏置校正' },
  note: {
    en: 'Quantized weights shift what a channel gives on average. Layer by layer, each bias takes back the shift that images show.',
    zh: '权重量化会使通道输出的均值偏移。这里逐层用图像测出偏移，并从偏置中减去。',
  },
  usual: { kind: 'correctBiases' },
  fields: [calibrationImagesField],
  findMisfit: (_, spec) =>
    listTensors(spec).some(({ role }) => role === 'bias')
      ? undefined
      : { keys: ['kind'], problem: `needs biases, but ${spec.name} has none: fold batch norm first` },
});
