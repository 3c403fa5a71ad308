/** The reader's grid: how many bits, where its ends lie, and what has a step size of its own. */
import type { GridScheme } from '../../src/math/lineargrid.ts';
import type { RangeOptions, RangeRule } from '../../src/math/ranges.ts';
import { MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';
import { choiceParam, numberParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice, slider } from '../parts/dials.ts';

export const BITS = { min: 2, max: 8, step: 1, digits: 0 } as const;
export const DEVIATIONS = { min: 0.5, max: 12 } as const;
export const GRAINS = ['tensor', 'channel'] as const;

export interface Settings {
  readonly model: ModelName;
  /** Of a weight. */
  readonly bits: number;
  /** Where the ends of the grid come from. */
  readonly rule: RangeRule;
  /** On either side of the mean, for that rule: what the handles set. */
  readonly deviations: number;
  readonly scheme: GridScheme;
  /** What has a step size of its own. */
  readonly per: (typeof GRAINS)[number];
}

export const DIALS = {
  bits: slider('bits', { initial: 4, ...BITS, label: { en: 'Bits for a weight', zh: '每个权重的位数' } }),
  rule: choice<RangeRule>('range', {
    initial: 'extent',
    label: { en: 'Ends of the grid', zh: '网格的两端' },
    options: {
      extent: { en: 'least and largest weight', zh: '最小与最大权重' },
      percentile: { en: '99.9 % of the weights', zh: '覆盖 99.9% 的权重' },
      deviations: { en: 'where the handles are', zh: '手柄所在处' },
      leastSquares: { en: 'least squared error', zh: '平方误差最小处' },
      gauss: { en: 'best for a normal law', zh: '按正态分布最优' },
      laplace: { en: 'best for a Laplace law', zh: '按拉普拉斯分布最优' },
    },
    as: 'select',
  }),
  scheme: choice<GridScheme>('scheme', {
    initial: 'symmetric',
    label: { en: 'Zero', zh: '零' },
    options: {
      symmetric: { en: 'middle', zh: '居中' },
      restricted: { en: 'middle, ends alike', zh: '居中且两端对称' },
      asymmetric: { en: 'where it falls', zh: '随权重而定' },
    },
    as: 'select',
  }),
  per: choice<Settings['per']>('per', {
    initial: 'tensor',
    label: { en: 'A step for', zh: '步长' },
    options: {
      tensor: { en: 'each layer', zh: '每层一个' },
      channel: { en: 'each channel', zh: '每通道一个' },
    },
  }),
} as const;

export const SETTINGS: ParamTable<Settings> = {
  model: param('model', choiceParam(MODEL_NAMES, 'lenet-5')),
  ...DIALS,
  deviations: param('clip', numberParam({ initial: 3, ...DEVIATIONS, digits: 3 })),
};

export function toRangeOptions({ rule, bits, deviations }: Settings): RangeOptions {
  return { rule, bits, deviations };
}
