/** What the reader sets in this lesson. */
import type { ModelName } from '../../src/spec/zoo.ts';
import { choiceParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { slider } from '../parts/dials.ts';

/** The nets that a reader may choose. */
export const NETS = ['lenet-300-100', 'lenet-5'] as const satisfies readonly ModelName[];

export interface Settings {
  readonly model: ModelName;
  /** Fraction of all weights that go, the smallest first. */
  readonly level: number;
}

export const SETTINGS = {
  model: param('model', choiceParam<ModelName>(NETS, 'lenet-300-100')),
  level: slider('level', {
    label: { en: 'Weights that go', zh: '剪去的权重' },
    initial: 0.5,
    ...{ min: 0, max: 0.99, step: 0.01, unit: '%', digits: 0, keeps: 4 },
  }),
} satisfies ParamTable<Settings>;
