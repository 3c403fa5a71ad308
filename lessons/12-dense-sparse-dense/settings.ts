/** What the reader sets in this lesson: which net, how much of it goes for a while, and how it comes back. */
import type { ModelName } from '../../src/spec/zoo.ts';
import { choiceParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice, slider, toggle } from '../parts/dials.ts';

/** The nets that a reader may choose. */
export const NETS = ['lenet-300-100', 'lenet-5'] as const satisfies readonly ModelName[];
export type NetName = (typeof NETS)[number];

export interface Settings {
  readonly model: NetName;
  /** Fraction of each layer's weights that go for the second phase, the smallest first. */
  readonly share: number;
  /** Whether the first layer loses weights, too. */
  readonly first: boolean;
  /** What the weights that went begin with when they come back. */
  readonly reborn: 'zero' | 'before';
}

export const SHARE = slider('share', {
  label: { en: 'Weights that go', zh: '暂时剪去的权重' },
  initial: 0.3,
  ...{ min: 0.05, max: 0.95, step: 0.05, unit: '%', digits: 0 },
});
export const FIRST = toggle('first', true, { en: 'First layer, too', zh: '第一层也剪' });
export const REBORN = choice<Settings['reborn']>('reborn', {
  label: { en: 'They come back as', zh: '回来时等于' },
  initial: 'zero',
  options: { zero: { en: 'zero', zh: '零' }, before: { en: 'they were', zh: '原来的值' } },
});

export const SETTINGS: ParamTable<Settings> = {
  model: param('model', choiceParam<NetName>(NETS, 'lenet-300-100')),
  share: SHARE,
  first: FIRST,
  reborn: REBORN,
};
