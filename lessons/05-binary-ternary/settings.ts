/**
 * What the reader sets in this lesson: which net, to which few values its weights go, and in which layers.
 */
import type { ModelName } from '../../src/spec/zoo.ts';
import { choiceParam, flagParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { METHOD_NAMES, type MethodName } from './methods.ts';

/** The nets that a reader may choose. */
export const NETS = ['lenet-5', 'vgg-small'] as const satisfies readonly ModelName[];
export type NetName = (typeof NETS)[number];

export interface Settings {
  readonly model: NetName;
  readonly method: MethodName;
  /** Whether the first and the last layer take part. */
  readonly ends: boolean;
}

export const SETTINGS: ParamTable<Settings> = {
  model: param('model', choiceParam<NetName>(NETS, 'lenet-5')),
  method: param('method', choiceParam<MethodName>(METHOD_NAMES, 'bwn')),
  ends: param('ends', flagParam(true)),
};
