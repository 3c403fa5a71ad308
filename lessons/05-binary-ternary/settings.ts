/**
 * What the reader sets in this lesson: which net, to which few values its weights go, and in which layers.
 */
import type { ModelName } from '../../src/spec/zoo.ts';
import type { Bilingual } from '../../src/ui/language/bilingual.ts';
import { choiceParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice, toggle } from '../parts/dials.ts';
import { METHOD_NAMES, METHODS, type MethodName } from './methods.ts';

/** The nets that a reader may choose. */
export const NETS = ['lenet-5', 'vgg-small'] as const satisfies readonly ModelName[];
export type NetName = (typeof NETS)[number];

export interface Settings {
  readonly model: NetName;
  readonly method: MethodName;
  /** Whether the first and the last layer take part. */
  readonly ends: boolean;
}

export const METHOD = choice<MethodName>('method', {
  initial: 'bwn',
  label: { en: 'Each weight becomes', zh: '每个权重变成' },
  options: Object.fromEntries(METHOD_NAMES.map((id) => [id, METHODS[id].label])) as Record<
    MethodName,
    Bilingual
  >,
  as: 'select',
});
export const ENDS = toggle('ends', true, { en: 'First and last layer, too', zh: '首尾两层也一起' });

export const SETTINGS: ParamTable<Settings> = {
  model: param('model', choiceParam<NetName>(NETS, 'lenet-5')),
  method: METHOD,
  ends: ENDS,
};
