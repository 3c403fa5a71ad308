/** What the reader sets in this lesson: which net, in which format it trains, and what protects it. */
import { SMALL_FLOAT_NAMES, type SmallFloatName } from '../../src/math/smallfloat.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import type { Bilingual } from '../../src/ui/language/bilingual.ts';
import { choiceParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice, slider, toggle } from '../parts/dials.ts';

/** The nets that a reader may choose. */
export const NETS = ['lenet-5', 'lenet-300-100'] as const satisfies readonly ModelName[];

export const FORMAT_LABELS: Readonly<Record<SmallFloatName, string>> = {
  fp16: 'fp16',
  bf16: 'bf16',
  e4m3: 'fp8 E4M3',
  e5m2: 'fp8 E5M2',
};

export type Scaling = 'none' | 'constant' | 'dynamic';

export interface Settings {
  readonly model: ModelName;
  /** Of weights, activations and gradients alike. */
  readonly format: SmallFloatName;
  /** Whether a float32 copy of the weights takes the updates. */
  readonly master: boolean;
  readonly scaling: Scaling;
  /** The scale is two to this. */
  readonly exponent: number;
}

const FORMAT_OPTIONS = Object.fromEntries(
  SMALL_FLOAT_NAMES.map((id) => [id, { en: FORMAT_LABELS[id], zh: FORMAT_LABELS[id] }]),
) as Record<SmallFloatName, Bilingual>;

export const FORMAT = choice<SmallFloatName>('format', {
  initial: 'fp16',
  label: { en: 'Format', zh: '格式' },
  options: FORMAT_OPTIONS,
});
export const MASTER = toggle('master', false, { en: 'Master weights in float32', zh: '保留 float32 主权重' });
export const SCALING = choice<Scaling>('scaling', {
  initial: 'none',
  label: { en: 'Loss scale', zh: '损失缩放' },
  options: {
    none: { en: 'none', zh: '不缩放' },
    constant: { en: 'constant', zh: '固定' },
    dynamic: { en: 'dynamic', zh: '动态' },
  },
});
export const EXPONENT = slider('scale', {
  label: { en: 'Scale: 2 to the power of', zh: '倍数：2 的几次方' },
  initial: 0,
  ...{ min: 0, max: 24, step: 1, digits: 0 },
});

export const SETTINGS: ParamTable<Settings> = {
  model: param('model', choiceParam<ModelName>(NETS, 'lenet-5')),
  format: FORMAT,
  master: MASTER,
  scaling: SCALING,
  exponent: EXPONENT,
};
