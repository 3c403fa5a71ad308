import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toClassName } from '../classes.ts';
import { moveBySteps, readTyped, type ScaleOptions, toStep } from './scale.ts';
import styles from './TypedNumber.module.css';

export interface TypedNumberProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly options: ScaleOptions;
  /** Set behind the number. With `%`, the value is a fraction and the number typed is a hundred times as large. */
  readonly unit?: string;
  /** Decimals shown. */
  readonly digits?: number;
  readonly isLabelHidden?: boolean;
  readonly isDisabled?: boolean;
}

/** A number that is typed. Arrow keys move it by a step; what is out of range is set to the nearest value, and said. */
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
  const [problem, setProblem] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value from elsewhere ends the typing
  useEffect(() => setDraft(null), [value]);

  const commit = () => {
    if (draft === null) return;
    setDraft(null);
    const typed = readTyped(draft, unit);
    if (typed === null) {
      setProblem(t('number.notANumber', { value: `${write(value)}${unit}` }));
      return;
    }
    const next = toStep(typed / factor, options);
    const isOutside = typed / factor < options.min || typed / factor > options.max;
    setProblem(
      isOutside
        ? t('number.outOfRange', { min: write(options.min), max: write(options.max), value: write(next) })
        : '',
    );
    if (next !== value) onChange(next);
  };
  const move = (event: KeyboardEvent, next: number) => {
    event.preventDefault();
    setDraft(null);
    setProblem('');
    onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
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
