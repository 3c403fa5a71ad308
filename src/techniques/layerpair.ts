/** A layer of the student held against one of its teacher: what options of the loss that do so share. */
import * as v from 'valibot';
import type { ModelSpec } from '../spec/model.ts';
import { listOutputs } from '../spec/outputs.ts';
import { shown } from '../spec/rules.ts';
import type { Field } from './field.ts';
import type { Misfit } from './stage.ts';

export interface LayerPair {
  readonly teacherLayer: string;
  readonly studentLayer: string;
}

/** A layer's name, or the way to it (`layers[4].body[0]`) where it has none. */
const layer = (what: string) => {
  const message = (issue: { readonly input: unknown }) =>
    `(${what}) must be a layer's name or path, got ${shown(issue.input)}`;
  return v.pipe(v.string(message), v.regex(/^[\w.\-[\]]{1,64}$/, message));
};

export const layerPairEntries = {
  teacherLayer: layer("the teacher's layer"),
  studentLayer: layer("the student's layer"),
};

export const layerPairFields: readonly Field[] = [
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
];

/** Why the student has no such layer. */
export function findStudentMisfit({ studentLayer }: LayerPair, student: ModelSpec): Misfit | undefined {
  return findMissing(student, studentLayer, 'studentLayer');
}

/**
 * Why the two cannot be held against each other.
 * @param isComparable whether outputs of these shapes can be, for one image
 */
export function findPairMisfit(
  { teacherLayer, studentLayer }: LayerPair,
  teacher: ModelSpec,
  student: ModelSpec,
  isComparable: (student: readonly number[], teacher: readonly number[]) => boolean,
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
