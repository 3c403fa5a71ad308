/**
 * Attention transfer: a convolution of the student learns to look where one of its teacher looks, whatever
 * the number of their channels (Zagoruyko and Komodakis 2017, arXiv 1612.03928, section 3.1, equation 2).
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
import { isComparableMap } from './maps.ts';

const schema = v.strictObject({
  /** The checkpoint of the recipe's model where absent. */
  teacher: v.optional(netSourceSchema),
  ...layerPairEntries,
  /** Beta: of half the squared distance of the two maps, beside the rest of the loss. */
  weight: v.optional(number({ above: 0, max: 10_000, what: 'the weight of the attention' }), 10),
});

export type Attention = v.InferOutput<typeof schema>;

export const attention = defineLossTerm({
  schema,
  teacherOf: ({ teacher }) => teacher,
  findMisfit: findStudentMisfit,
  findTeacherMisfit: findAttentionMisfit,
  field: {
    kind: 'group',
    key: 'attention',
    label: { en: 'Learn where a teacher looks as well', zh: '同时学习教师网络关注的位置' },
    note: {
      en: 'Two convolutions with maps of one size. At each place counts how much all channels together say.',
      zh: '两个卷积层的特征图大小须相同；比较的是每个位置上所有通道合起来的强度。',
    },
    usual: { weight: 10 },
    fields: [
      {
        kind: 'teacher',
        key: 'teacher',
        label: { en: 'Teacher of the attention', zh: '提供关注位置的教师网络' },
        several: false,
      },
      ...layerPairFields,
      {
        kind: 'number',
        key: 'weight',
        label: { en: 'Weight of the attention', zh: '关注位置误差的权重' },
        control: 'slider',
        min: 0.01,
        max: 1000,
        step: 0.01,
        scale: 'log',
        usual: 10,
      },
    ],
  },
});

/** Why the student cannot learn where this teacher looks. */
export function findAttentionMisfit(
  pair: LayerPair,
  teacher: ModelSpec,
  student: ModelSpec,
): Misfit | undefined {
  return findPairMisfit(pair, teacher, student, isComparableMap);
}
