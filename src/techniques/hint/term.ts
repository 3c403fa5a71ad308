/**
 * Hints: a layer in the middle of the student learns to give what one in the middle of its teacher gives,
 * through a regressor where their widths differ (FitNets: Romero et al. 2015, arXiv 1412.6550, section 2.2,
 * equation 3). The paper trains the first layers by hints alone and then the whole net by the teacher's
 * answers: a training stage with a hint and `labels` of 0, and another one with `distil`. A hint is a term of
 * the loss like any other, for as long as a stage lasts.
 */
import * as v from 'valibot';
import type { ModelSpec } from '../../spec/model.ts';
import { number } from '../../spec/rules.ts';
import { netSourceSchema } from '../../spec/source.ts';
import {
  findPairMisfit,
  findStudentMisfit,
  type LayerPair,
  layerPairEntries,
  layerPairFields,
} from '../layerpair.ts';
import { defineLossTerm } from '../lossterm.ts';
import type { Misfit } from '../stage.ts';
import { isComparable } from './regressor.ts';

const schema = v.strictObject({
  /** The checkpoint of the recipe's model where absent. */
  teacher: v.optional(netSourceSchema),
  ...layerPairEntries,
  /** Of the mean squared error, beside the rest of the loss. */
  weight: v.optional(number({ above: 0, max: 1000, what: 'the weight of the hint' }), 1),
});

export type Hint = v.InferOutput<typeof schema>;

export const hint = defineLossTerm({
  schema,
  teacherOf: ({ teacher }) => teacher,
  findMisfit: findStudentMisfit,
  findTeacherMisfit: findHintMisfit,
  field: {
    kind: 'group',
    key: 'hint',
    label: { en: 'Learn from a teacher’s middle layer as well', zh: '同时学习教师网络的中间层' },
    note: {
      en: 'Where the two layers have other widths, a regressor between them learns, too. It is no part of the model.',
      zh: '两层宽度不同时，它们之间再加一个一同训练的回归层；它不属于模型。',
    },
    usual: { weight: 1 },
    fields: [
      {
        kind: 'teacher',
        key: 'teacher',
        label: { en: 'Teacher of the hint', zh: '提供中间层的教师网络' },
        several: false,
      },
      ...layerPairFields,
      {
        kind: 'number',
        key: 'weight',
        label: { en: 'Weight of the hint', zh: '中间层误差的权重' },
        control: 'slider',
        min: 0.001,
        max: 100,
        step: 0.001,
        scale: 'log',
        usual: 1,
      },
    ],
  },
});

/** Why the student cannot be held against this teacher. */
export function findHintMisfit(pair: LayerPair, teacher: ModelSpec, student: ModelSpec): Misfit | undefined {
  return findPairMisfit(pair, teacher, student, isComparable);
}
