/** What the reader sets in this lesson. */
import type { ModelName } from '../../../src/spec/zoo.ts';
import { choiceParam, numberParam, type ParamTable, param } from '../../../src/ui/lesson/params.ts';

/** The nets that a reader may choose. */
export const NETS = ['lenet-300-100', 'lenet-5'] as const satisfies readonly ModelName[];

export const LEVEL = { min: 0, max: 0.99 } as const;

export interface Settings {
  readonly model: ModelName;
  /** Fraction of all weights that go, the smallest first. */
  readonly level: number;
}

export const SETTINGS: ParamTable<Settings> = {
  model: param('model', choiceParam<ModelName>(NETS, 'lenet-300-100')),
  level: param('level', numberParam({ initial: 0.5, ...LEVEL })),
};
