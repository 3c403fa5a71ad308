/** What the reader sets in this lesson: which net, and how large its tiles are. */
import type { ModelName } from '../../src/spec/zoo.ts';
import { choiceParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice } from '../parts/dials.ts';

/** The nets that a reader may choose: those with convolutions of 3 x 3. */
export const NETS = ['resnet-20', 'vgg-small'] as const satisfies readonly ModelName[];

/** Outputs of a tile's side. */
export type Side = '2' | '4';

export interface Settings {
  readonly model: ModelName;
  readonly side: Side;
}

export const SIDE = choice<Side>('side', {
  initial: '2',
  label: { en: 'Outputs of a tile', zh: '一块的输出' },
  options: { '2': { en: '2 × 2', zh: '2 × 2' }, '4': { en: '4 × 4', zh: '4 × 4' } },
});

export const SETTINGS = {
  model: param('model', choiceParam<ModelName>(NETS, 'resnet-20')),
  side: SIDE,
} satisfies ParamTable<Settings>;
