/**
 * The reader's sharing: how many bits for a weight's code, where the centroids begin, and what is pruned
 * before.
 */
import { MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';
import { choiceParam, numberParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice, slider } from '../parts/dials.ts';

/** Starts that a reader can share with; the exact optimum is for comparison. */
export const STARTS = ['linear', 'density', 'forgy'] as const;
export type StartName = (typeof STARTS)[number];

export const BITS = { min: 1, max: 8, step: 1, digits: 0 } as const;
const DRAWS = 9999;

export interface Sharing {
  readonly model: ModelName;
  /** Fraction of all weights that are pruned first, the smallest of the whole net. */
  readonly prune: number;
  readonly init: StartName;
  /** Names the draw of Forgy's start; the recipe's seed. */
  readonly draw: number;
  /** Bits of a code in dense layers, and in convolutions. */
  readonly fcBits: number;
  readonly convBits: number;
}

export const SETTINGS = {
  model: param('model', choiceParam(MODEL_NAMES, 'lenet-300-100')),
  prune: slider('prune', {
    label: { en: 'Pruned first', zh: '先剪去' },
    initial: 0,
    ...{ min: 0, max: 0.99, step: 0.01, unit: '%', digits: 0, keeps: 3 },
  }),
  init: choice<StartName>('init', {
    label: { en: 'Centroids begin', zh: '质心的初值' },
    initial: 'linear',
    as: 'select',
    options: {
      linear: { en: 'linear: at equal distances', zh: '线性：等距放置' },
      density: { en: 'density: at equal shares', zh: '密度：等份放置' },
      forgy: { en: 'Forgy: on random weights', zh: 'Forgy：随机抽取' },
    },
  }),
  draw: param('draw', numberParam({ initial: 1, min: 1, max: DRAWS, digits: 0 })),
  fcBits: slider('fc', {
    label: { en: 'Bits for a weight', zh: '每个权重的位数' },
    initial: 4,
    ...BITS,
  }),
  convBits: slider('conv', {
    label: { en: 'Bits in convolutions', zh: '卷积层的位数' },
    initial: 6,
    ...BITS,
  }),
} satisfies ParamTable<Sharing>;

export function toNextDraw({ draw }: Sharing): Partial<Sharing> {
  return { draw: (draw % DRAWS) + 1 };
}

/** Is a kernel of this shape a convolution's? */
export function isConvolution(shape: readonly number[]): boolean {
  return shape.length === 4;
}
