/**
 * A stage that shifts what a net answers by as a row: a student whose transfer set lacks a class has learnt a
 * bias for it that is much too low, and one number puts that right (Hinton et al. 2015, arXiv 1503.02531,
 * section 3).
 */
import * as v from 'valibot';
import type { ModelSpec } from '../../spec/model.ts';
import { classList, number } from '../../spec/rules.ts';
import { listLayers } from '../../spec/walk.ts';
import { defineStage } from '../stage.ts';

export const shiftBias = defineStage({
  schema: v.strictObject({
    kind: v.literal('shiftBias'),
    /** Counted from 0; all are shifted alike. */
    classes: classList('the classes whose bias is shifted'),
    /** Added to their biases; where absent, what gets the most of the validation images right. */
    by: v.optional(number({ min: -1000, max: 1000, what: 'the shift' })),
  }),
  title: { en: 'Shift biases', zh: '调整输出偏置' },
  add: { en: 'Add a shift of biases', zh: '添加输出偏置调整' },
  note: {
    en: 'Adds a number to the output biases of some classes. For a student whose training images lack these classes: it knows them from its teacher, but its bias for them is much too low. Without a number of yours, the one that gets the most validation images right is taken.',
    zh: '给某些类别的输出偏置加上一个数。学生的训练图像里若没有这些类别，它仍能从教师那里认识它们，但相应的偏置会低得多。不填数时，取使验证图像答对最多的那个数。',
  },
  usual: { kind: 'shiftBias', classes: [3], by: 3.5 },
  fields: [
    { kind: 'classes', key: 'classes', label: { en: 'Classes', zh: '类别' } },
    {
      kind: 'number',
      key: 'by',
      label: { en: 'Shift', zh: '加上' },
      control: 'slider',
      min: -10,
      max: 10,
      step: 0.1,
      usual: 3.5,
      switched: { en: 'Shift by a number of my own', zh: '自己定加多少' },
    },
  ],
  needsValidation: ({ by }) => by === undefined,
  findMisfit: ({ classes }, spec) => {
    if (findOutputBias(spec) === undefined)
      return { keys: ['kind'], problem: `needs a bias at the output, but ${spec.name} has none` };
    const other = classes.find((each) => each >= spec.classes);
    if (other !== undefined)
      return { keys: ['classes'], problem: `must be classes from 0 to ${spec.classes - 1}, got ${other}` };
    if (classes.length < spec.classes) return undefined;
    return { keys: ['classes'], problem: 'names every class: at least one must stay as it is' };
  },
});

/** The layer whose biases are those of the classes: the last with a kernel, where it is dense. */
export function findOutputBias({ layers }: ModelSpec): string | undefined {
  const named = listLayers(layers).filter(({ layer }) => layer.kind === 'dense' || layer.kind === 'conv2d');
  const last = named.at(-1)?.layer;
  return last?.kind === 'dense' && last.bias !== false ? last.name : undefined;
}
