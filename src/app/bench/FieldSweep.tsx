import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import {
  listVariableFields,
  readValues,
  ValuesError,
  type VariableField,
  varyRecipe,
} from '../../recipe/vary.ts';
import { useSweep } from '../../state/hooks.ts';
import type { SweepItem } from '../../state/sweepstate.ts';
import { toClassName } from '../../ui/classes.ts';
import { Select } from '../../ui/control/Select.tsx';
import { useLocale } from '../../ui/language/bilingual.ts';
import { useKeptState } from '../../ui/lesson/context.tsx';
import styles from './Bench.module.css';
import { nameField } from './fieldname.ts';
import { SweepControls } from './SweepControls.tsx';
import { SweepResults } from './SweepResults.tsx';
import { useRefusalText } from './useRefusalText.ts';
import { useWhole } from './whole.ts';

export interface FieldSweepProps {
  readonly letter: string;
  readonly recipe: RecipeInput;
  readonly onUse: (recipe: RecipeInput) => void;
}

const NONE = '';

/** One field of the recipe over several values, each run to its end, side by side. */
export function FieldSweep({ letter, recipe, onUse }: FieldSweepProps) {
  const { t } = useTranslation('bench');
  const sweep = useSweep('bench-sweep');
  const whole = useWhole(recipe);
  const fields = useMemo(() => (whole === null ? [] : listVariableFields(whole)), [whole]);
  const [path, setPath] = useKeptState('bench:sweep-field', NONE);
  const [text, setText] = useKeptState('bench:sweep-values', NONE);
  const [problem, setProblem] = useState('');
  const sayRefusal = useRefusalText(recipe);
  const field = fields.find((each) => each.path === path) ?? fields[0];

  const start = () => {
    if (whole === null || field === undefined) return;
    setProblem('');
    try {
      const values = readValues(text, typeof field.value === 'number');
      if (values.length < 2) return setProblem(t('sweep.tooFew'));
      void sweep.actions.start(
        values.map((value, index): SweepItem => {
          const x = typeof value === 'number' ? value : index;
          return { key: String(value), recipe: varyRecipe(whole, field.keys, value), group: field.path, x };
        }),
      );
    } catch (error) {
      setProblem(
        error instanceof ValuesError ? t('sweep.notAValue', { part: error.part }) : sayRefusal(error),
      );
    }
  };
  return (
    <section className={toClassName(styles.section, styles.fields)} aria-labelledby="bench-sweep">
      <h2 id="bench-sweep">{t('sweep.title')}</h2>
      <p className={styles.note}>{t('sweep.note', { slot: letter })}</p>
      {field === undefined ? (
        <p className={styles.note}>{t('saved.noDiff')}</p>
      ) : (
        <FieldChoice {...{ recipe, fields, field, text }} onField={setPath} onText={setText} />
      )}
      <p className={styles.note}>{t('sweep.valuesNote')}</p>
      <SweepControls sweep={sweep} canStart={field !== undefined} onStart={start} />
      <p role="status" className={styles.problem}>
        {problem}
      </p>
      <SweepResults points={sweep.points} onUse={onUse} />
    </section>
  );
}

interface FieldChoiceProps {
  readonly recipe: RecipeInput;
  readonly fields: readonly VariableField[];
  readonly field: VariableField;
  /** The values, as they were typed. */
  readonly text: string;
  readonly onField: (path: string) => void;
  readonly onText: (text: string) => void;
}

/** Which field, and its values. */
function FieldChoice({ recipe, fields, field, text, onField, onText }: FieldChoiceProps) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  return (
    <div className={styles.row}>
      <Select<string>
        label={t('sweep.field')}
        value={field.path}
        options={fields.map((each) => ({
          id: each.path,
          label: `${nameField(each.path, recipe, t, locale) ?? each.path} (${each.value})`,
        }))}
        onChange={onField}
      />
      <label className={styles.words}>
        {t('sweep.values')}
        <input
          type="text"
          value={text}
          placeholder={typeof field.value === 'number' ? '0.5, 0.7, 0.9' : String(field.value)}
          onChange={(event) => onText(event.target.value)}
        />
      </label>
    </div>
  );
}
