import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import type { SavedRunSummary } from '../../state/savedstate.ts';
import { Button } from '../../ui/control/Button.tsx';
import { toSizeText } from '../../ui/control/sizes.ts';
import { useLocale } from '../../ui/language/bilingual.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import styles from './Bench.module.css';
import { SavedRunDetails } from './SavedRunDetails.tsx';
import { toRunTitle } from './title.ts';

export interface SavedRunRowProps {
  readonly run: SavedRunSummary;
  readonly numbers: Readonly<Record<string, number>>;
  /** Its stages in words. */
  readonly stages: string;
  readonly letter: string;
  readonly recipe: RecipeInput;
  readonly onUse: (recipe: RecipeInput) => void;
  readonly isWeighed: boolean;
  readonly onWeigh: () => void;
}

/** One saved run: what came of it, and more of it below on request. */
export function SavedRunRow(props: SavedRunRowProps) {
  const { run, numbers, stages, letter, recipe, onUse, isWeighed, onWeigh } = props;
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const { ledger } = run;
  const tag = locale === 'zh' ? 'zh-CN' : 'en-GB';
  return (
    <tbody>
      <tr>
        <td>
          <input
            type="checkbox"
            aria-label={t('saved.weighThis', { number: String(numbers[run.id]) })}
            checked={isWeighed}
            onChange={onWeigh}
          />
        </td>
        <th scope="row" className={styles.wrapped}>
          {toRunTitle(run, numbers)}
        </th>
        <td className={styles.wrapped}>
          {ledger.model}
          <br />
          <span className={styles.note}>{stages}</span>
        </td>
        <td>{new Date(run.savedAt).toLocaleString(tag, { dateStyle: 'short', timeStyle: 'short' })}</td>
        <td>
          {toNumberText(ledger.wrong, locale)} / {toNumberText(ledger.tested, locale)}
        </td>
        <td>{toNumberText(ledger.nonZeros / ledger.parameters, locale, '%')}</td>
        <td>{toSizeText(ledger.fileBytes)}</td>
        <td className={styles.cellTools}>
          <Button size="small" kind="quiet" onPress={() => onUse(run.recipe)}>
            {t('saved.use', { slot: letter })}
          </Button>
          <Button size="small" kind="quiet" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
            {t(isOpen ? 'saved.less' : 'saved.more')}
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={8} className={styles.wrapped}>
            <div className={styles.details}>
              <SavedRunDetails run={run} letter={letter} recipe={recipe} onUse={onUse} />
            </div>
          </td>
        </tr>
      )}
    </tbody>
  );
}
