import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toClassName } from '../classes.ts';
import { moveBySteps, type ScaleOptions } from './scale.ts';
import styles from './TypedNumber.module.css';
import { readTyped, type Typed } from './typed.ts';

export interface TypedNumberProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly options: ScaleOptions;
  /**
   * Set behind the number. With `%`, the value is a fraction and the number typed is a hundred times as
   * large.
   */
  readonly unit?: string;
  /** Decimals shown. */
  readonly digits?: number;
  readonly isLabelHidden?: boolean;
  readonly isDisabled?: boolean;
}

/** What is said of the value that is set now. */
interface Note {
  readonly text: string;
  readonly value: number;
}

/**
 * A number that is typed. Arrow keys move it by a step; what is out of range is set to the nearest value, and
 * said.
 */
export function TypedNumber(props: TypedNumberProps) {
  const {
    label,
    value,
    onChange,
    options,
    unit = '',
    digits,
    isLabelHidden = false,
    isDisabled = false,
  } = props;
  const { t } = useTranslation('ui');
  const id = useId();
  const factor = unit === '%' ? 100 : 1;
  const write = (each: number) => toShown(each * factor, digits);
  const [draft, setDraft] = useState<string | null>(null);
  const [note, setNote] = useState<Note | null>(null);
  useEffect(() => {
    // A value from elsewhere ends the typing, and what was said of another value.
    setDraft(null);
    setNote((before) => (before?.value === value ? before : null));
  }, [value]);
  const problem = note?.value === value ? note.text : '';

  const sayProblem = (text: string, typed: Typed): string => {
    switch (typed.kind) {
      case 'value':
        return '';
      case 'none':
        return t('number.notANumber', { value: `${write(value)}${unit}` });
      case 'outside':
        return t('number.outOfRange', {
          min: write(options.min),
          max: write(options.max),
          value: write(typed.value),
        });
      case 'ambiguous': {
        const [grouped, decimal] = typed.readings;
        return t('number.ambiguous', {
          typed: text,
          grouped: toShown(grouped * factor, undefined),
          decimal: toShown(decimal * factor, undefined),
          value: `${write(value)}${unit}`,
        });
      }
    }
  };
  const commit = () => {
    if (draft === null) return;
    setDraft(null);
    const typed = readTyped(draft, unit, factor, options);
    const next = 'value' in typed ? typed.value : value;
    const text = sayProblem(draft, typed);
    setNote(text === '' ? null : { text, value: next });
    if (next !== value) onChange(next);
  };
  const move = (event: KeyboardEvent, next: number) => {
    event.preventDefault();
    setDraft(null);
    setNote(null);
    onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
      setNote(null);
    } else if (event.key === 'ArrowUp') move(event, moveBySteps(value, 1, options));
    else if (event.key === 'ArrowDown') move(event, moveBySteps(value, -1, options));
  };

  return (
    <div className={styles.field}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <span className={toClassName(styles.box, isDisabled && styles.disabled)}>
        <input
          id={id}
          className={styles.input}
          inputMode="decimal"
          autoComplete="off"
          size={Math.max(3, (draft ?? write(value)).length)}
          value={draft ?? write(value)}
          disabled={isDisabled}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        {unit && (
          <span className={styles.unit} aria-hidden="true">
            {unit}
          </span>
        )}
      </span>
      <span id={`${id}-problem`} className={styles.problem} role="status">
        {problem}
      </span>
    </div>
  );
}

function toShown(value: number, digits: number | undefined): string {
  if (digits !== undefined) return value.toFixed(digits).replace('-', '−');
  return String(Number(value.toPrecision(6))).replace('-', '−');
}
