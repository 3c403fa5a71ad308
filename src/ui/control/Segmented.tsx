import { useId } from 'react';
import { toClassName } from '../classes.ts';
import styles from './Segmented.module.css';

export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly id: T; readonly label: string; readonly isDisabled?: boolean }[];
  readonly onChange: (value: T) => void;
  readonly isLabelHidden?: boolean;
  readonly isDisabled?: boolean;
}

/** One of a few, all in sight. Arrow keys choose: it is a group of radio buttons. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { label, value, options, onChange, isLabelHidden = false, isDisabled = false } = props;
  const name = useId();
  return (
    <fieldset className={styles.group} disabled={isDisabled}>
      <legend className={isLabelHidden ? 'visually-hidden' : styles.label}>{label}</legend>
      <div className={styles.row}>
        {options.map((option) => (
          <label key={option.id} className={toClassName(styles.option, option.id === value && styles.chosen)}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              value={option.id}
              checked={option.id === value}
              disabled={option.isDisabled}
              onChange={() => onChange(option.id)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
