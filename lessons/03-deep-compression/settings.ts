/**
 * What the reader sets: the net, how much goes, how many bits a code has, how long it trains, and the width
 * of the relative index.
 */
import { choiceParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice, slider } from '../parts/dials.ts';
import { NETS, type Pace } from './named.ts';
import { DEFAULTS, type Settings } from './recipe.ts';

export interface Controls extends Settings {
  readonly pace: Pace;
  /** Width of the relative index that the reader tries. */
  readonly indexBits: number;
}

const BITS = { min: 1, max: 8, step: 1, digits: 0 } as const;

export const SETTINGS = {
  model: param('net', choiceParam(NETS, DEFAULTS.model)),
  sparsity: slider('sparsity', {
    label: { en: 'Weights of fc1 that go', zh: 'fc1 中剪去的权重' },
    initial: DEFAULTS.sparsity,
    ...{ min: 0, max: 0.99, step: 0.005, unit: '%', digits: 1 },
  }),
  convBits: slider('conv', {
    label: { en: 'Bits of a code, convolutions', zh: '编号位数：卷积层' },
    initial: DEFAULTS.convBits,
    ...BITS,
  }),
  fcBits: slider('fc', {
    label: { en: 'Bits of a code', zh: '每个编号的位数' },
    initial: DEFAULTS.fcBits,
    ...BITS,
  }),
  pace: choice('pace', {
    label: { en: 'Training', zh: '训练' },
    initial: 'quick',
    options: {
      quick: { en: 'under a minute', zh: '一分钟以内' },
      must: { en: 'some minutes', zh: '几分钟' },
    },
  }),
  indexBits: slider('index', {
    label: { en: 'Bits of a gap', zh: '间隔的位数' },
    initial: 4,
    ...{ min: 1, max: 10, step: 1, digits: 0 },
  }),
} satisfies ParamTable<Controls>;
