import { toClassName } from '../classes.ts';
import styles from './Segmented.module.css';

export interface AnyOfProps<T extends string> {
  readonly label: string;
  readonly chosen: readonly T[];
  readonly options: readonly { readonly id: T; readonly label: string; readonly isDisabled?: boolean }[];
  /** In the order of the options. */
  readonly onChange: (chosen: T[]) => void;
}

/** Any of a few, all in sight: a group of checkboxes. */
export function AnyOf<T extends string>({ label, chosen, options, onChange }: AnyOfProps<T>) {
  const toggle = (id: T) =>
    onChange(options.map((each) => each.id).filter((each) => (each === id) !== chosen.includes(each)));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.row}>
        {options.map(({ id, label: words, isDisabled }) => (
          <label key={id} className={toClassName(styles.option, chosen.includes(id) && styles.chosen)}>
            <input
              type="checkbox"
              className="visually-hidden"
              checked={chosen.includes(id)}
              disabled={isDisabled}
              onChange={() => toggle(id)}
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
