import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { useSavedRuns } from '../../state/hooks.ts';
import type { SavedRunSummary } from '../../state/savedstate.ts';
import { toClassName } from '../../ui/classes.ts';
import { ScrollBox } from '../../ui/control/ScrollBox.tsx';
import { useLocale } from '../../ui/language/bilingual.ts';
import styles from './Bench.module.css';
import { numberRuns } from './edit.ts';
import { SavedRunRow } from './SavedRunRow.tsx';
import { sayStages } from './stagenames.ts';

export interface SavedRunsProps {
  readonly letter: string;
  /** The recipe in that slot, which others are held against. */
  readonly recipe: RecipeInput;
  readonly onUse: (recipe: RecipeInput) => void;
  /** Ids of the runs that are in the comparison. */
  readonly weighed: readonly string[];
  readonly onWeigh: (id: string) => void;
}

/** The runs that this browser keeps. */
export function SavedRuns({ letter, recipe, onUse, weighed, onWeigh }: SavedRunsProps) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const { runs } = useSavedRuns();
  const [words, setWords] = useState('');
  const numbers = numberRuns(runs);
  const toStages = (run: SavedRunSummary) => sayStages(run.recipe.stages, locale);
  const toText = (run: SavedRunSummary) =>
    `#${numbers[run.id]} ${run.title ?? ''} ${run.note ?? ''} ${run.ledger.model} ${toStages(run)}`.toLowerCase();
  const wanted = words.toLowerCase().split(/\s+/);
  const shown = runs.filter((run) => wanted.every((word) => toText(run).includes(word)));
  return (
    <section className={toClassName(styles.section, styles.fields)} aria-labelledby="bench-saved">
      <h2 id="bench-saved">{t('saved.title')}</h2>
      {runs.length === 0 ? (
        <p className={styles.note}>{t('saved.empty')}</p>
      ) : (
        <>
          <div className={styles.row}>
            <label className={styles.words}>
              {t('saved.filter')}
              <input type="search" value={words} onChange={(event) => setWords(event.target.value)} />
            </label>
            <span role="status" className={styles.note}>
              {words.trim() !== '' &&
                t('saved.shown', { shown: String(shown.length), all: String(runs.length) })}
            </span>
          </div>
          <ScrollBox label={t('saved.title')} className={styles.table}>
            <table className={styles.saved}>
              <ColumnNames />
              {shown.map((run) => (
                <SavedRunRow
                  key={run.id}
                  run={run}
                  numbers={numbers}
                  stages={toStages(run)}
                  letter={letter}
                  recipe={recipe}
                  onUse={onUse}
                  isWeighed={weighed.includes(run.id)}
                  onWeigh={() => onWeigh(run.id)}
                />
              ))}
            </table>
          </ScrollBox>
        </>
      )}
    </section>
  );
}

function ColumnNames() {
  const { t } = useTranslation('bench');
  return (
    <thead>
      <tr>
        <th scope="col">{t('saved.weigh')}</th>
        <th scope="col">{t('saved.number')}</th>
        <th scope="col">{t('saved.model')}</th>
        <th scope="col">{t('saved.when')}</th>
        <th scope="col">{t('saved.error')}</th>
        <th scope="col">{t('saved.nonZeros')}</th>
        <th scope="col">{t('saved.bytes')}</th>
        <th scope="col">{t('saved.actions')}</th>
      </tr>
    </thead>
  );
}
