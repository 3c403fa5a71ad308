import type { Field } from '../../techniques/field.ts';
import { Select } from '../../ui/control/Select.tsx';
import { Slider } from '../../ui/control/Slider.tsx';
import { Switch } from '../../ui/control/Switch.tsx';
import { TypedNumber } from '../../ui/control/TypedNumber.tsx';
import { useText } from '../../ui/language/bilingual.ts';
import styles from './Bench.module.css';

/** Options as a recipe writes them; the schema judges what a form makes of them. */
export type Options = Readonly<Record<string, unknown>>;

export interface StageFormProps {
  readonly fields: readonly Field[];
  readonly options: Options;
  readonly onChange: (options: Options) => void;
  /** Whether the recipe has a teacher: some options learn from one. */
  readonly hasTeacher: boolean;
}

/** The form of a technique's options, made from its fields. */
export function StageForm({ fields, options, onChange, hasTeacher }: StageFormProps) {
  const say = useText();
  return (
    <div className={styles.fields}>
      <div className={styles.row}>
        {fields.map((field) => (
          <FieldControl
            key={field.key}
            field={field}
            options={options}
            onChange={onChange}
            hasTeacher={hasTeacher}
          />
        ))}
      </div>
      {fields.flatMap((field) => {
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

interface FieldControlProps extends Omit<StageFormProps, 'fields'> {
  readonly field: Field;
}

function FieldControl({ field, options, onChange, hasTeacher }: FieldControlProps) {
  const say = useText();
  const label = say(field.label);
  const value = options[field.key];
  const set = (next: unknown) => onChange({ ...options, [field.key]: next });
  switch (field.kind) {
    case 'number': {
      const { min, max, step, scale = 'linear', unit, usual } = field;
      const shown = typeof value === 'number' ? value : usual;
      const withUnit = unit === undefined ? {} : { unit };
      if (field.control === 'typed')
        return (
          <TypedNumber
            label={label}
            value={shown}
            options={{ min, max, step, scale }}
            {...withUnit}
            onChange={set}
          />
        );
      return (
        <Slider
          label={label}
          value={shown}
          min={min}
          max={max}
          step={step}
          scale={scale}
          {...withUnit}
          onChange={set}
        />
      );
    }
    case 'choice':
      return (
        <Select
          label={label}
          value={typeof value === 'string' ? value : field.usual}
          options={field.options.map(({ id, label: words }) => ({ id, label: say(words) }))}
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
          hasTeacher={hasTeacher}
          value={value as Options | undefined}
        />
      );
  }
}

interface GroupProps extends Omit<StageFormProps, 'fields'> {
  readonly field: Extract<Field, { kind: 'group' }>;
  readonly value: Options | undefined;
}

/** A switch, and below it the options that it brings. */
function Group({ field, options, onChange, hasTeacher, value }: GroupProps) {
  const say = useText();
  const { key, label, usual, fields, needsTeacher } = field;
  const lacksTeacher = needsTeacher !== undefined && !hasTeacher;
  const { [key]: _, ...rest } = options;
  return (
    <>
      <Switch
        isOn={value !== undefined}
        isDisabled={lacksTeacher && value === undefined}
        onChange={(isOn) => onChange(isOn ? { ...rest, [key]: usual } : rest)}
      >
        {say(label)}
      </Switch>
      {lacksTeacher && <p className={styles.note}>{say(needsTeacher)}</p>}
      {value !== undefined && (
        <div className={styles.nested}>
          <StageForm
            fields={fields}
            options={value}
            hasTeacher={hasTeacher}
            onChange={(next) => onChange({ ...options, [key]: next })}
          />
        </div>
      )}
    </>
  );
}
