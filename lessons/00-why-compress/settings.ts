/** What the reader sets in this lesson: which net in which form, how small, and on what chip. */
import type { ModelName } from '../../src/spec/zoo.ts';
import { MODEL_NAMES } from '../../src/spec/zoo.ts';
import type { Bilingual } from '../../src/ui/language/bilingual.ts';
import { choiceParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { choice, slider } from '../parts/dials.ts';

/** The nets that a reader may choose. */
export const NETS = MODEL_NAMES;

/** Forms of a net, by what was done to it: four that the lab keeps, one that the reader makes. */
export const FORM_IDS = ['dense', 'int8', 'pruned', 'shared', 'deep', 'own'] as const;
export type FormId = (typeof FORM_IDS)[number];

export interface Settings {
  readonly model: ModelName;
  /** The form that batteries, links and cars are reckoned with. */
  readonly form: FormId;
  /** Of the reader's own form: fraction of all weights that stay, the largest. */
  readonly kept: number;
  /** Of the reader's own form: bits of a weight's code. */
  readonly bits: number;
  /** What lies on the chip, in KiB. */
  readonly sram: number;
}

export const FORM_LABELS: Readonly<Record<FormId, Bilingual>> = {
  dense: { en: 'float32', zh: 'float32' },
  int8: { en: 'int8', zh: 'int8' },
  pruned: { en: 'pruned', zh: '剪枝' },
  shared: { en: 'pruned, shared', zh: '剪枝＋共享' },
  deep: { en: 'Deep Compression', zh: '深度压缩' },
  own: { en: 'yours', zh: '你的网络' },
};

export const FORM = choice<FormId>('form', {
  initial: 'dense',
  label: { en: 'Form', zh: '形式' },
  as: 'select',
  options: FORM_LABELS,
});
export const KEPT = slider('kept', {
  label: { en: 'Weights kept', zh: '保留的权重' },
  initial: 0.1,
  ...{ min: 0.01, max: 1, step: 0.01, unit: '%', digits: 0 },
});
export const BITS = slider('bits', {
  label: { en: 'Bits of a code', zh: '编码位数' },
  initial: 5,
  ...{ min: 1, max: 8, step: 1, digits: 0 },
});
export const SRAM = slider('sram', {
  label: { en: 'Memory on the chip', zh: '片上存储器' },
  initial: 32,
  ...{ min: 32, max: 4096, step: 1, scale: 'log', unit: 'KiB', digits: 0 },
});

export const SETTINGS: ParamTable<Settings> = {
  model: param('model', choiceParam<ModelName>(NETS, 'lenet-300-100')),
  form: FORM,
  kept: KEPT,
  bits: BITS,
  sram: SRAM,
};
