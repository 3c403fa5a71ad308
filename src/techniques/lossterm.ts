/**
 * What the lab knows as data of one way to learn from more than labels: an option of training stages that
 * becomes terms of the loss. What its terms compute lies in the core (`core/loss`, `core/teach/terms.ts`).
 */
import type { GenericSchema, InferOutput } from 'valibot';
import type { ModelSpec } from '../spec/model.ts';
import type { TeacherSource } from '../spec/source.ts';
import type { GroupField } from './field.ts';
import type { LayerMention, Misfit } from './stage.ts';

export interface LossTermRow<Schema extends GenericSchema> {
  readonly schema: Schema;
  /** The switch that puts the option into a stage's form, and its own fields. */
  readonly field: GroupField;
  /** The share of the loss that the labels keep beside it: all of it where absent. */
  labelShare?(option: InferOutput<Schema>): number;
  /** The option's own `teacher`; left out where it has none. */
  teacherOf?(option: InferOutput<Schema>): TeacherSource | undefined;
  /** Layers with a kernel that the option names. */
  listLayers?(option: InferOutput<Schema>): readonly LayerMention[];
  /** What does not fit the net that learns. */
  findMisfit?(option: InferOutput<Schema>, student: ModelSpec): Misfit | undefined;
  /** Why that net cannot learn from this one. */
  findTeacherMisfit?(option: InferOutput<Schema>, teacher: ModelSpec, student: ModelSpec): Misfit | undefined;
}

/** Types a row by its schema. */
export function defineLossTerm<Schema extends GenericSchema>(row: LossTermRow<Schema>): LossTermRow<Schema> {
  return row;
}
