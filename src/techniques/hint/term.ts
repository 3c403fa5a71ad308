/**
 * Hints: a layer in the middle of the student learns to give what one in the middle of its teacher gives,
 * through a regressor where their widths differ (FitNets: Romero et al. 2015, arXiv 1412.6550, section 2.2,
 * equation 3). The paper trains the first layers by hints alone and then the whole net by the teacher's
 * answers; here a hint is a term of the loss like any other, for as long as a stage lasts.
 */
import * as v from 'valibot';
import type { ModelSpec } from '../../spec/model.ts';
import { listOutputs } from '../../spec/outputs.ts';
import { number, shown } from '../../spec/rules.ts';
import { netSourceSchema } from '../../spec/source.ts';
import { defineLossTerm } from '../lossterm.ts';
import type { Misfit } from '../stage.ts';
import { isComparable } from './regressor.ts';

/** A layer's name, or the way to it (`layers[4].body[0]`) where it has none. */
const layer = (what: string) => {
  const message = (issue: { readonly input: unknown }) =>
    `(${what}) must be a layer's name or path, got ${shown(issue.input)}`;
  return v.pipe(v.string(message), v.regex(/^[\w.\-[\]]{1,64}$/, message));
};

const schema = v.strictObject({
  /** The checkpoint of the recipe's model where absent. */
  teacher: v.optional(netSourceSchema),
  teacherLayer: layer("the teacher's layer"),
  studentLayer: layer("the student's layer"),
  /** Of the mean squared error, beside the rest of the loss. */
  weight: v.optional(number({ above: 0, max: 1000, what: 'the weight of the hint' }), 1),
});

export type Hint = v.InferOutput<typeof schema>;

export const hint = defineLossTerm({
  schema,
  teacherOf: ({ teacher }) => teacher,
  findMisfit: ({ studentLayer }, student) => findMissing(student, studentLayer, 'studentLayer'),
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
      {
        kind: 'layer',
        key: 'teacherLayer',
        of: 'teacher',
        label: { en: 'Teacher’s layer', zh: '教师网络的层' },
      },
      {
        kind: 'layer',
        key: 'studentLayer',
        of: 'student',
        label: { en: 'Student’s layer', zh: '学生网络的层' },
      },
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
export function findHintMisfit(
  { teacherLayer, studentLayer }: Pick<Hint, 'teacherLayer' | 'studentLayer'>,
  teacher: ModelSpec,
  student: ModelSpec,
): Misfit | undefined {
  const missing =
    findMissing(teacher, teacherLayer, 'teacherLayer') ?? findMissing(student, studentLayer, 'studentLayer');
  if (missing !== undefined) return missing;
  const [theirs, own] = [findShape(teacher, teacherLayer), findShape(student, studentLayer)];
  if (isComparable(own, theirs)) return undefined;
  const problem = `gives [${own}], which cannot be held against the [${theirs}] of ${teacherLayer}`;
  return { keys: ['studentLayer'], problem };
}

function findMissing(spec: ModelSpec, key: string, option: string): Misfit | undefined {
  const keys = listOutputs(spec).map((each) => each.key);
  if (keys.includes(key)) return undefined;
  return { keys: [option], problem: `names the layer ${key}, but ${spec.name} has ${keys.join(', ')}` };
}

/** The shape of what a layer gives for one image. */
export function findShape(spec: ModelSpec, key: string): readonly number[] {
  return listOutputs(spec).find((each) => each.key === key)?.shape ?? [];
}
