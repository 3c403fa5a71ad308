import type { ModelSpec } from '../../spec/model.ts';
import { findMiddle, listOutputs } from '../../spec/outputs.ts';
import type { TeacherInput } from '../../spec/source.ts';
import {
  dropSenseless,
  type Field,
  type LayerField,
  makesSense,
  type NumberField,
  type TeacherField,
} from '../../techniques/field.ts';
import type { Words } from '../../techniques/words.ts';
import { Select } from '../../ui/control/Select.tsx';
import { Slider } from '../../ui/control/Slider.tsx';
import { Switch } from '../../ui/control/Switch.tsx';
import { TypedNumber } from '../../ui/control/TypedNumber.tsx';
import { useText } from '../../ui/language/bilingual.ts';
import styles from './Bench.module.css';
import { ClassesSelect } from './ClassesSelect.tsx';
import { LayerSelect } from './LayerSelect.tsx';
import { type StagePlace, TeacherEditor } from './TeacherEditor.tsx';
import { hasOwnTeacher, pickTeacher } from './teachers.ts';
import { toStudentSpec, useTeacherSpecs } from './useTeacherSpec.ts';

/** Options as a recipe writes them; the schema judges what a form makes of them. */
export type Options = Readonly<Record<string, unknown>>;

export interface StageFormProps {
  readonly fields: readonly Field[];
  readonly options: Options;
  readonly onChange: (options: Options) => void;
  /** The stage, for options that name others, or models of the recipe. */
  readonly place: StagePlace;
}

/** The form of a technique's options, made from its fields. */
export function StageForm({ fields, options, onChange, place }: StageFormProps) {
  const say = useText();
  const sensible = fields.filter((field) => makesSense(field, fields, options));
  return (
    <div className={styles.fields}>
      <div className={styles.row}>
        {sensible.map((field) => (
          <FieldControl
            key={field.key}
            field={field}
            fields={fields}
            options={options}
            onChange={(next) => onChange(dropSenseless(fields, next))}
            place={place}
          />
        ))}
      </div>
      {sensible.flatMap((field) => {
        const chosen =
          field.kind === 'choice' ? field.options.find(({ id }) => id === options[field.key]) : undefined;
        return [field.note, chosen?.note].flatMap((note) =>
          note === undefined
            ? []
            : [
                <p key={`${field.key} ${note.en}`} className={styles.note}>
                  {say(note)}
                </p>,
              ],
        );
      })}
    </div>
  );
}

interface FieldControlProps extends StageFormProps {
  readonly field: Field;
}

function FieldControl({ field, fields, options, onChange, place }: FieldControlProps) {
  const say = useText();
  const label = say(field.label);
  const value = options[field.key];
  const set = (next: unknown) => onChange({ ...options, [field.key]: next });
  switch (field.kind) {
    case 'number':
      return field.switched === undefined ? (
        <NumberControl field={field} value={value} onChange={set} />
      ) : (
        <SwitchedNumber field={field} words={field.switched} options={options} onChange={onChange} />
      );
    case 'choice':
      return (
        <Select
          label={label}
          value={typeof value === 'string' ? value : field.usual}
          options={field.options
            .filter((each) => makesSense(each, fields, options))
            .map(({ id, label: words }) => ({ id, label: say(words) }))}
          onChange={set}
        />
      );
    case 'flag':
      return (
        <Switch isOn={typeof value === 'boolean' ? value : field.usual} onChange={set}>
          {label}
        </Switch>
      );
    case 'group':
      return (
        <Group
          field={field}
          options={options}
          onChange={onChange}
          place={place}
          value={value as Options | undefined}
        />
      );
    case 'classes':
      return (
        <ClassesSelect
          label={label}
          dataset={place.recipe.dataset.name}
          classes={value as readonly number[]}
          least={1}
          onChange={set}
        />
      );
    case 'layer':
      return <LayerControl field={field} options={options} place={place} onChange={set} />;
    case 'teacher':
      return (
        <TeacherControl field={field} fields={fields} options={options} onChange={onChange} place={place} />
      );
  }
}

/** Another teacher begins with its own middle where it lacks the layer that was chosen. */
function TeacherControl({
  field,
  fields,
  options,
  onChange,
  place,
}: StageFormProps & { readonly field: TeacherField }) {
  const findTeacher = useTeacherSpecs(place);
  const choose = (teacher: TeacherInput) => {
    const spec = findTeacher(teacher);
    const keys = spec === undefined ? [] : listOutputs(spec).map(({ key }) => key);
    const lost = fields.filter(
      (each) => each.kind === 'layer' && each.of === 'teacher' && !keys.includes(String(options[each.key])),
    );
    onChange({ ...options, [field.key]: teacher, ...toMiddles(lost, 'teacher', spec) });
  };
  return (
    <TeacherEditor
      field={field}
      value={options[field.key] as TeacherInput | undefined}
      place={place}
      onChange={choose}
    />
  );
}

/** The middle of a net for each field that names one of its layers. */
function toMiddles(fields: readonly Field[], of: LayerField['of'], spec: ModelSpec | undefined): Options {
  const middle = (spec && findMiddle(spec)?.key) ?? '';
  return Object.fromEntries(
    fields.flatMap((each) => (each.kind === 'layer' && each.of === of ? [[each.key, middle]] : [])),
  );
}

interface LayerControlProps {
  readonly field: LayerField;
  readonly options: Options;
  readonly place: StagePlace;
  readonly onChange: (layer: string) => void;
}

function LayerControl({ field, options, place, onChange }: LayerControlProps) {
  const say = useText();
  const findTeacher = useTeacherSpecs(place);
  const teacher = options.teacher as TeacherInput | undefined;
  const spec = field.of === 'teacher' ? findTeacher(teacher) : toStudentSpec(place);
  const value = String(options[field.key] ?? '');
  return <LayerSelect label={say(field.label)} spec={spec} value={value} onChange={onChange} />;
}

interface NumberControlProps {
  readonly field: NumberField;
  readonly value: unknown;
  readonly onChange: (value: number) => void;
}

function NumberControl({ field, value, onChange }: NumberControlProps) {
  const say = useText();
  const { min, max, step, scale = 'linear', unit, usual } = field;
  const common = {
    label: say(field.label),
    value: typeof value === 'number' ? value : usual,
    ...(unit === undefined ? {} : { unit }),
    onChange,
  };
  if (field.control === 'typed') return <TypedNumber {...common} options={{ min, max, step, scale }} />;
  return <Slider {...common} min={min} max={max} step={step} scale={scale} />;
}

interface SwitchedNumberProps extends Pick<StageFormProps, 'options' | 'onChange'> {
  readonly field: NumberField;
  readonly words: Words;
}

/** A switch, and the number that it puts in. */
function SwitchedNumber({ field, words, options, onChange }: SwitchedNumberProps) {
  const say = useText();
  const { key, usual } = field;
  const { [key]: value, ...rest } = options;
  return (
    <>
      <Switch
        isOn={value !== undefined}
        onChange={(isOn) => onChange(isOn ? { ...rest, [key]: usual } : rest)}
      >
        {say(words)}
      </Switch>
      {value !== undefined && (
        <NumberControl field={field} value={value} onChange={(next) => onChange({ ...rest, [key]: next })} />
      )}
    </>
  );
}

interface GroupProps extends Omit<StageFormProps, 'fields'> {
  readonly field: Extract<Field, { kind: 'group' }>;
  readonly value: Options | undefined;
}

/** A switch, and below it the options that it brings. */
function Group({ field, options, onChange, place, value }: GroupProps) {
  const say = useText();
  const { key, label, usual, fields } = field;
  const lacksTeacher = fields.some(({ kind }) => kind === 'teacher') && !hasOwnTeacher(place.recipe);
  const { [key]: _, ...rest } = options;
  const findTeacher = useTeacherSpecs(place);
  const put = {
    ...(lacksTeacher && { teacher: pickTeacher(place.recipe) }),
    ...toMiddles(fields, 'student', toStudentSpec(place)),
    ...toMiddles(fields, 'teacher', findTeacher(undefined)),
    ...usual,
  };
  return (
    <>
      <Switch isOn={value !== undefined} onChange={(isOn) => onChange(isOn ? { ...rest, [key]: put } : rest)}>
        {say(label)}
      </Switch>
      {value !== undefined && (
        <div className={styles.nested}>
          <StageForm
            fields={fields}
            options={value}
            place={place}
            onChange={(next) => onChange({ ...options, [key]: next })}
          />
        </div>
      )}
    </>
  );
}
