import type { TFunction } from 'i18next';
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

/**
 * A number that is typed. Arrow keys move it by a step; what is out of range is set to the nearest value, and
 * said.
 */
export function TypedNumber(props: TypedNumberProps) {
  const { label, value, options, unit = '', isLabelHidden = false, isDisabled = false } = props;
  const id = useId();
  const { draft, setDraft, problem, commit, drop, move } = useTyping(props);
  const shown = draft ?? toWritten(value, props);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      drop();
    } else if (step !== undefined) {
      event.preventDefault();
      move(moveBySteps(value, step, options));
    }
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
          size={Math.max(3, shown.length)}
          value={shown}
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

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

/** What is said of the value that is set now. */
interface Note {
  readonly text: string;
  readonly value: number;
}

/** What is being typed, null before, and what is said of what was typed last. */
function useTyping(props: TypedNumberProps) {
  const { value, onChange, options, unit = '' } = props;
  const { t } = useTranslation('ui');
  const [draft, setDraft] = useState<string | null>(null);
  const [note, setNote] = useState<Note | null>(null);
  useEffect(() => {
    // A value from elsewhere ends the typing, and what was said of another value.
    setDraft(null);
    setNote((before) => (before?.value === value ? before : null));
  }, [value]);

  const commit = () => {
    if (draft === null) return;
    setDraft(null);
    const typed = readTyped(draft, unit, toFactor(unit), options);
    const next = 'value' in typed ? typed.value : value;
    const text = sayProblem(draft, typed, props, t);
    setNote(text === '' ? null : { text, value: next });
    if (next !== value) onChange(next);
  };
  const drop = () => {
    setDraft(null);
    setNote(null);
  };
  const move = (next: number) => {
    drop();
    onChange(next);
  };
  return { draft, setDraft, problem: note?.value === value ? note.text : '', commit, drop, move };
}

/** What is wrong with what was typed, and what the value is now; '' where nothing is. */
function sayProblem(text: string, typed: Typed, props: TypedNumberProps, t: TFunction<'ui'>): string {
  const { options, unit = '' } = props;
  const write = (value: number) => toWritten(value, props);
  const value = `${write(props.value)}${unit}`;
  switch (typed.kind) {
    case 'value':
      return '';
    case 'none':
      return t('number.notANumber', { value });
    case 'outside':
      return t('number.outOfRange', {
        min: write(options.min),
        max: write(options.max),
        value: write(typed.value),
      });
    case 'ambiguous': {
      const [grouped, decimal] = typed.readings;
      const read = (each: number) => toShown(each * toFactor(unit), undefined);
      return t('number.ambiguous', { typed: text, grouped: read(grouped), decimal: read(decimal), value });
    }
  }
}

/** The number that stands for a value is so many times as large. */
function toFactor(unit: string): number {
  return unit === '%' ? 100 : 1;
}

function toWritten(value: number, { unit = '', digits }: TypedNumberProps): string {
  return toShown(value * toFactor(unit), digits);
}

function toShown(value: number, digits: number | undefined): string {
  if (digits !== undefined) return value.toFixed(digits).replace('-', '−');
  return String(Number(value.toPrecision(6))).replace('-', '−');
}
