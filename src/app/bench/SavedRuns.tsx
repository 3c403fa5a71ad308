import { useTranslation } from 'react-i18next';
import type { BackendName } from '../../protocol/backends.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { useSavedRuns } from '../../state/hooks.ts';
import { Button } from '../../ui/control/Button.tsx';
import { ScrollBox } from '../../ui/control/ScrollBox.tsx';
import { toSizeText } from '../../ui/control/sizes.ts';
import { useLocale } from '../../ui/language/bilingual.ts';
import { toNumberText } from '../../ui/prose/numbers.ts';
import styles from './Bench.module.css';
import { numberRuns } from './edit.ts';
import { sayStages } from './stagenames.ts';

export interface SavedRunsProps {
  readonly letter: string;
  readonly onUse: (recipe: RecipeInput) => void;
  /** Ids of the runs that are in the comparison. */
  readonly weighed: readonly string[];
  readonly onWeigh: (id: string) => void;
}

/** The last runs of this browser. */
export function SavedRuns({ letter, onUse, weighed, onWeigh }: SavedRunsProps) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const { runs, actions } = useSavedRuns();
  const { t: tLab } = useTranslation();
  // Curves and errors of another engine than the default differ in their last digits, and so in images.
  const sayEngines = (engines: readonly BackendName[]) => {
    const names = engines.map((backend) => tLab(`backends.${backend}`)).join(' + ');
    return engines.some((backend) => backend !== 'wasm')
      ? `${names} (${tLab('engine.notExactShort')})`
      : names;
  };
  const numbers = numberRuns(runs);
  const tag = locale === 'zh' ? 'zh-CN' : 'en-GB';
  return (
    <section className={styles.section} aria-labelledby="bench-saved">
      <h2 id="bench-saved">{t('saved.title')}</h2>
      {runs.length === 0 ? (
        <p className={styles.note}>{t('saved.empty')}</p>
      ) : (
        <ScrollBox label={t('saved.title')} className={styles.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('saved.weigh')}</th>
                <th scope="col">{t('saved.number')}</th>
                <th scope="col">{t('saved.when')}</th>
                <th scope="col">{t('saved.model')}</th>
                <th scope="col">{t('saved.stages')}</th>
                <th scope="col">{t('saved.engine')}</th>
                <th scope="col">{t('saved.error')}</th>
                <th scope="col">{t('saved.nonZeros')}</th>
                <th scope="col">{t('saved.bytes')}</th>
                <th scope="col">{t('saved.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr key={run.id}>
                  <td>
                    <input
                      type="checkbox"
                      aria-label={t('saved.weighThis', { number: String(numbers[run.id]) })}
                      checked={weighed.includes(run.id)}
                      onChange={() => onWeigh(run.id)}
                    />
                  </td>
                  <th scope="row">{numbers[run.id]}</th>
                  <td>
                    {new Date(run.savedAt).toLocaleString(tag, { dateStyle: 'short', timeStyle: 'short' })}
                  </td>
                  <td>{run.ledger.model}</td>
                  <td>{sayStages(run.recipe.stages, locale)}</td>
                  <td>{sayEngines(run.engines ?? [])}</td>
                  <td>
                    {toNumberText(run.ledger.wrong, locale)} / {toNumberText(run.ledger.tested, locale)}
                  </td>
                  <td>{toNumberText(run.ledger.nonZeros / run.ledger.parameters, locale, '%')}</td>
                  <td>{toSizeText(run.ledger.fileBytes)}</td>
                  <td className={styles.cellTools}>
                    <Button size="small" kind="quiet" onPress={() => onUse(run.recipe)}>
                      {t('saved.use', { slot: letter })}
                    </Button>
                    <Button size="small" kind="quiet" onPress={() => void actions.remove(run.id)}>
                      {t('saved.remove')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}
