/**
 * Distillation: a share of the loss compares a student's answers with its teacher's, both softened by a
 * temperature (Hinton et al. 2015, arXiv 1503.02531, section 2).
 */
import * as v from 'valibot';
import { fraction, number } from '../../spec/rules.ts';
import type { Field } from '../field.ts';

export const distilSchema = v.strictObject({
  temperature: v.optional(number({ min: 1, max: 100, what: 'the temperature' }), 4),
  share: v.optional(fraction("the teacher's share"), 0.5),
});

export type Distillation = v.InferOutput<typeof distilSchema>;

export const distilField: Field = {
  kind: 'group',
  key: 'distil',
  label: { en: 'Learn from the trained net as well', zh: '同时向训练好的网络学习' },
  needsTeacher: {
    en: 'Only a run that starts from the trained net has a teacher.',
    zh: '从训练好的网络开始的实验才有教师。',
  },
  usual: { temperature: 4, share: 0.5 },
  fields: [
    {
      kind: 'number',
      key: 'temperature',
      label: { en: 'Temperature', zh: '温度' },
      control: 'slider',
      min: 1,
      max: 20,
      step: 0.5,
      usual: 4,
    },
    {
      kind: 'number',
      key: 'share',
      label: { en: 'Teacher’s share of the loss', zh: '教师在损失中所占的份额' },
      control: 'slider',
      min: 0,
      max: 1,
      step: 0.05,
      unit: '%',
      usual: 0.5,
    },
  ],
};
