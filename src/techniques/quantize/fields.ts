/** The form of a quantize stage. */
import type { Condition, Field } from '../field.ts';
import { toRangeFields } from '../rangeoptions.ts';
import { GRID_RULES } from './steps.ts';

/** Where step sizes come from the weights. */
const BY_RULE: Condition = { key: 'steps', among: GRID_RULES };
/** Where zero need not lie in the middle. */
const FREE_ZERO: Condition = { key: 'steps', among: GRID_RULES.filter((rule) => rule !== 'radix') };

export const quantizeFields: readonly Field[] = [
  {
    kind: 'number',
    key: 'bits',
    label: { en: 'Bits of a weight', zh: '权重位数' },
    control: 'slider',
    min: 2,
    max: 16,
    step: 1,
    usual: 4,
    note: {
      en: 'Each weight becomes a whole number of so many bits, times a step size. Training may go on behind it with full-precision weights.',
      zh: '每个权重变成这么多位的整数，再乘以步长。之后仍可训练，背后保留着全精度的权重。',
    },
  },
  {
    kind: 'choice',
    key: 'steps',
    label: { en: 'Step sizes come from', zh: '步长的来源' },
    usual: 'learnt',
    options: [
      {
        id: 'learnt',
        label: { en: 'Training (LSQ)', zh: '训练（LSQ）' },
        note: {
          en: 'The step begins at twice the mean size over the root of the largest whole number, and learns with the weights.',
          zh: '步长的初值取权重平均绝对值的两倍，除以最大整数的平方根，之后随权重一起学习。',
        },
      },
      {
        id: 'follow',
        label: { en: 'Least and largest weight, at every step', zh: '每步训练后的最小与最大权重' },
      },
      { id: 'extent', label: { en: 'Least and largest weight', zh: '最小与最大权重' } },
      { id: 'percentile', label: { en: 'A share of the weights', zh: '一定比例的权重' } },
      { id: 'deviations', label: { en: 'Standard deviations', zh: '若干个标准差' } },
      { id: 'leastSquares', label: { en: 'The least squared error', zh: '平方误差最小' } },
      { id: 'gauss', label: { en: 'The best clip of a normal law', zh: '正态分布的最优截断' } },
      { id: 'laplace', label: { en: 'The best clip of a Laplace law', zh: '拉普拉斯分布的最优截断' } },
      { id: 'radix', label: { en: 'The best power of two (fixed point)', zh: '最优的 2 的幂（定点数）' } },
      { id: 'unit', label: { en: 'From \u22121 to 1 (WRPN)', zh: '\u22121 到 1（WRPN）' } },
    ],
  },
  {
    kind: 'choice',
    key: 'per',
    label: { en: 'Step sizes', zh: '步长个数' },
    usual: 'tensor',
    options: [
      { id: 'tensor', label: { en: 'One a layer', zh: '每层一个' } },
      { id: 'channel', label: { en: 'One a channel', zh: '每个通道一个' } },
      { id: 'group', label: { en: 'One a group of weights', zh: '每组权重一个' }, when: BY_RULE },
      {
        id: 'folded',
        label: { en: 'One a layer, batch norm folded in', zh: '每层一个，先折叠批归一化' },
        when: { key: 'steps', among: ['follow'] },
      },
    ],
  },
  {
    kind: 'number',
    key: 'groupSize',
    when: { key: 'per', among: ['group'] },
    label: { en: 'Weights of a group', zh: '每组权重个数' },
    control: 'typed',
    min: 2,
    max: 4096,
    step: 1,
    usual: 16,
  },
  {
    kind: 'choice',
    key: 'scheme',
    when: FREE_ZERO,
    label: { en: 'Where zero lies', zh: '零点位置' },
    usual: 'symmetric',
    options: [
      { id: 'symmetric', label: { en: 'In the middle', zh: '居中' } },
      { id: 'restricted', label: { en: 'In the middle, ends alike', zh: '居中，两端对称' } },
      {
        id: 'asymmetric',
        label: { en: 'Where the weights put it', zh: '由权重决定' },
        when: { key: 'steps', among: GRID_RULES.filter((rule) => rule !== 'follow' && rule !== 'radix') },
      },
    ],
  },
  {
    kind: 'choice',
    key: 'rounding',
    label: { en: 'Rounding', zh: '舍入方式' },
    usual: 'nearest',
    options: [
      { id: 'nearest', label: { en: 'To nearest', zh: '就近舍入' } },
      {
        id: 'stochastic',
        label: { en: 'By chance', zh: '随机舍入' },
        note: {
          en: 'Each weight goes up or down by chance, the nearer side the likelier: once in this stage, and anew at each training step. What training leaves is rounded to nearest.',
          zh: '每个权重随机向上或向下取，离哪边近就更可能取哪边：本阶段取一次，训练时每步重取。训练结束后的权重就近舍入。',
        },
      },
    ],
  },
  ...toRangeFields('steps', { en: 'Share of the weights', zh: '权重的比例' }),
];
