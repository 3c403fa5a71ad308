/**
 * How a form shows one option of a technique. A stage's form on the bench is made from these rows, so that a
 * new technique needs no editor of its own. Ranges are those that are useful to drag; the schema says what is
 * allowed.
 */
import type { Words } from './words.ts';

interface FieldBase {
  /** The option's name in the stage. */
  readonly key: string;
  readonly label: Words;
  readonly note?: Words;
}

export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly control: 'slider' | 'typed';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale?: 'linear' | 'log';
  readonly unit?: '%';
  /** What the recipe means where it says nothing. */
  readonly usual: number;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly { readonly id: string; readonly label: Words; readonly note?: Words }[];
  readonly usual: string;
}

export interface FlagField extends FieldBase {
  readonly kind: 'flag';
  readonly usual: boolean;
}

/** Options inside the stage that are there or not: a switch, and their own fields below it. */
export interface GroupField extends FieldBase {
  readonly kind: 'group';
  readonly fields: readonly Field[];
  /** What the switch puts in. */
  readonly usual: Readonly<Record<string, unknown>>;
}

/** A model to learn from; where the option is absent, the checkpoint of the recipe's model. */
export interface TeacherField extends FieldBase {
  readonly kind: 'teacher';
  /** Whether several models may be one teacher. */
  readonly several: boolean;
}

/** A layer of the net that the stage meets, or of the teacher that stands beside it; begins in the middle. */
export interface LayerField extends FieldBase {
  readonly kind: 'layer';
  readonly of: 'student' | 'teacher';
}

export type Field = NumberField | ChoiceField | FlagField | GroupField | TeacherField | LayerField;
