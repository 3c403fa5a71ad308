/**
 * What the lab knows of one kind of stage as data: its options, how forms show them, and what it does to a
 * net's spec. The tensors that it changes are the core's business, under the same name (`core/stages.ts`).
 */
import type { GenericSchema, InferInput, InferOutput } from 'valibot';
import type { ModelSpec } from '../spec/model.ts';
import type { TeacherSource } from '../spec/source.ts';
import type { Field } from './field.ts';
import type { Words } from './words.ts';

/** A layer that an option names, and the way to that option in the stage. */
export interface LayerMention {
  readonly layer: string;
  readonly keys: readonly (string | number)[];
}

/** A model that an option learns from, and the way to the option in the stage. */
export interface TeacherMention {
  readonly keys: readonly (string | number)[];
  /** Undefined where the option names none: the checkpoint of the recipe's model. */
  readonly source: TeacherSource | undefined;
  /** Why the student cannot learn from this net. */
  findMisfit?(teacher: ModelSpec, student: ModelSpec): Misfit | undefined;
}

/**
 * Why a stage does not fit its net: `keys` lead to the option, `problem` ends the sentence that begins with
 * it.
 */
export interface Misfit {
  readonly keys: readonly (string | number)[];
  readonly problem: string;
  readonly nearest?: number;
}

export interface StageRow<Schema extends GenericSchema> {
  readonly schema: Schema;
  readonly title: Words;
  /** The button that adds one. */
  readonly add: Words;
  /** What it does, where its fields do not say. */
  readonly note?: Words;
  /** What a stage begins as on the bench. */
  readonly usual: InferInput<Schema>;
  /** The form's fields, or those that come after an editor of the stage's own. */
  readonly fields: readonly Field[];
  /** Layers that the options name. Each must be one with a kernel. */
  listLayers?(stage: InferOutput<Schema>): readonly LayerMention[];
  /** Models that the stage learns from. */
  listTeachers?(stage: InferOutput<Schema>): readonly TeacherMention[];
  /** Whether it looks at validation images, which the recipe must then hold back. */
  needsValidation?(stage: InferOutput<Schema>): boolean;
  /** What does not fit the net that the stage meets. */
  findMisfit?(stage: InferOutput<Schema>, spec: ModelSpec): Misfit | undefined;
  /**
   * The net's spec after the stage, where options alone say that it differs. Sizes that hang on the weights
   * stay as they were; each stage is looked at again when its net is there.
   */
  specAfter?(stage: InferOutput<Schema>, spec: ModelSpec): ModelSpec;
}

/** Types a row by its schema. */
export function defineStage<Schema extends GenericSchema>(row: StageRow<Schema>): StageRow<Schema> {
  return row;
}

/** The keys of a record by layer; none where one number stands for all layers. */
export function listKeys(value: unknown, ...keys: readonly (string | number)[]): LayerMention[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).map((layer) => ({ layer, keys }));
}
