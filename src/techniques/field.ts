/**
 * How a form shows one option of a technique. A stage's form on the bench is made from these rows, so that a
 * new technique needs no editor of its own. Ranges are those that are useful to drag; the schema says what is
 * allowed.
 */
import type { Words } from './words.ts';

/**
 * Where a field, or one answer of a choice, makes sense: where another choice of the form has one of these.
 */
export interface Condition {
  readonly key: string;
  readonly among: readonly string[];
}

interface FieldBase {
  /** The option's name in the stage. */
  readonly key: string;
  readonly label: Words;
  readonly note?: Words;
  /** Always where absent. */
  readonly when?: Condition;
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
  /** The words of a switch that puts the usual number in; without it the recipe means that there is none. */
  readonly switched?: Words;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly {
    readonly id: string;
    readonly label: Words;
    readonly note?: Words;
    readonly when?: Condition;
  }[];
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

/** Some of the classes of the recipe's images, by index. */
export interface ClassesField extends FieldBase {
  readonly kind: 'classes';
}

export type Field =
  | NumberField
  | ChoiceField
  | FlagField
  | GroupField
  | TeacherField
  | LayerField
  | ClassesField;

type Options = Readonly<Record<string, unknown>>;

/** Whether a field or an answer makes sense beside the others. */
export function makesSense(
  { when }: { readonly when?: Condition },
  fields: readonly Field[],
  options: Options,
): boolean {
  if (when === undefined) return true;
  const other = fields.find(({ key }) => key === when.key);
  return when.among.includes(String(options[when.key] ?? (other?.kind === 'choice' ? other.usual : '')));
}

/** Options without those that no longer make sense, after a change of others. */
export function dropSenseless(fields: readonly Field[], options: Options): Options {
  const kept = Object.entries(options).filter(([key, value]) => {
    const field = fields.find((each) => each.key === key);
    if (field === undefined) return true;
    const answer = field.kind === 'choice' ? field.options.find(({ id }) => id === value) : undefined;
    return [field, answer].every((each) => each === undefined || makesSense(each, fields, options));
  });
  return Object.fromEntries(kept);
}
