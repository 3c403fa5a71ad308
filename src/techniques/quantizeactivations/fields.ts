/** The form of a stage that quantizes activations. */
import { calibrationImagesField } from '../calibrationimages.ts';
import type { Condition, Field } from '../field.ts';
import { toRangeFields } from '../rangeoptions.ts';
import { CALIBRATION_RULES, EXTENT_SOURCES } from './options.ts';

const CALIBRATED: Condition = { key: 'ranges', among: [...CALIBRATION_RULES, ...EXTENT_SOURCES] };
const NOT_LEARNT: Condition = { key: 'ranges', among: ['dynamic', ...CALIBRATION_RULES] };

export const activationFields: readonly Field[] = [
  {
    kind: 'number',
    key: 'bits',
    label: { en: 'Bits of an activation', zh: '激活位数' },
    control: 'slider',
    min: 1,
    max: 16,
    step: 1,
    usual: 4,
  },
  {
    kind: 'choice',
    key: 'ranges',
    label: { en: 'Ranges come from', zh: '范围的来源' },
    usual: 'learnt',
    options: [
      {
        id: 'learnt',
        label: { en: 'Training (PACT)', zh: '训练（PACT）' },
        note: {
          en: 'What each relu gives is clipped at a bound and put on a grid of few values. The bound begins at the largest activation that training images give, and learns from then on.',
          zh: '每个 ReLU 的输出先截断到上界，再取到少数几个值上。上界从训练图像产生的最大激活值开始，之后随训练一起学习。',
        },
      },
      {
        id: 'dynamic',
        label: { en: 'Each image, as it comes', zh: '逐幅图像，运行时确定' },
        note: {
          en: 'Every image has the grid that spans its own values, found anew each time.',
          zh: '每幅图像的网格覆盖它自己的取值范围，每次运行时重新确定。',
        },
      },
      {
        id: 'extent',
        label: { en: 'Least and largest value', zh: '最小与最大值' },
        note: {
          en: 'Images are put through once. The range that each layer shows then stays.',
          zh: '先让一批图像通过网络，各层由此得到的范围从此固定。',
        },
      },
      { id: 'batchMeans', label: { en: 'Averages over batches', zh: '各批次的平均' } },
      { id: 'percentile', label: { en: 'A share of the values', zh: '一定比例的值' } },
      { id: 'deviations', label: { en: 'Standard deviations', zh: '若干个标准差' } },
      { id: 'leastSquares', label: { en: 'The least squared error', zh: '平方误差最小' } },
      { id: 'gauss', label: { en: 'The best clip of a normal law', zh: '正态分布的最优截断' } },
      { id: 'laplace', label: { en: 'The best clip of a Laplace law', zh: '拉普拉斯分布的最优截断' } },
      { id: 'moving', label: { en: 'Averages that training moves', zh: '训练中的移动平均' } },
      { id: 'radix', label: { en: 'A power of two (fixed point)', zh: '2 的幂（定点数）' } },
      { id: 'unit', label: { en: 'From 0 to 1 (DoReFa, WRPN)', zh: '0 到 1（DoReFa、WRPN）' } },
    ],
  },
  { ...calibrationImagesField, when: CALIBRATED },
  {
    kind: 'choice',
    key: 'scheme',
    when: NOT_LEARNT,
    label: { en: 'Where zero lies', zh: '零点位置' },
    usual: 'asymmetric',
    options: [
      { id: 'asymmetric', label: { en: 'Where the values put it', zh: '由取值决定' } },
      { id: 'symmetric', label: { en: 'In the middle, or at the end', zh: '居中，无负值时在端点' } },
      { id: 'restricted', label: { en: 'In the middle, ends alike', zh: '居中，两端对称' } },
    ],
  },
  ...toRangeFields('ranges', { en: 'Share of the values', zh: '值的比例' }),
  {
    kind: 'number',
    key: 'decay',
    when: { key: 'ranges', among: ['learnt'] },
    label: { en: 'Decay of the bounds', zh: '上界的权重衰减' },
    control: 'slider',
    scale: 'log',
    min: 0.00001,
    max: 0.1,
    step: 0.00001,
    usual: 0.0005,
  },
];
