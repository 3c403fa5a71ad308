/**
 * Distillation: a share of the loss compares a student's answers with its teacher's, both softened by a
 * temperature (Hinton et al. 2015, arXiv 1503.02531, section 2).
 */
import * as v from 'valibot';
import { number } from '../../spec/rules.ts';
import { teacherSchema } from '../../spec/source.ts';
import { defineLossTerm } from '../lossterm.ts';

const schema = v.strictObject({
  /** The checkpoint of the recipe's model where absent. */
  teacher: v.optional(teacherSchema),
  temperature: v.optional(number({ min: 1, max: 100, what: 'the temperature' }), 4),
  /** All of it where 1: the images need no labels. */
  share: v.optional(number({ min: 0, max: 1, what: "the teacher's share" }), 0.5),
});

export const distil = defineLossTerm({
  schema,
  labelShare: ({ share }) => 1 - share,
  teacherOf: ({ teacher }) => teacher,
  field: {
    kind: 'group',
    key: 'distil',
    label: { en: 'Learn from a teacher’s answers as well', zh: '同时学习教师网络的输出' },
    usual: { temperature: 4, share: 0.5 },
    fields: [
      { kind: 'teacher', key: 'teacher', label: { en: 'Teacher', zh: '教师网络' }, several: true },
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
  },
});
