import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { NET_NAMES } from '../../spec/zoo.ts';
import { toClassName } from '../../ui/classes.ts';
import { Button } from '../../ui/control/Button.tsx';
import { ScrollBox } from '../../ui/control/ScrollBox.tsx';
import { useLocale, useText } from '../../ui/language/bilingual.ts';
import { toNumberText } from '../../ui/language/numbers.ts';
import { AIM_NAMES, AIMS } from './aims.ts';
import styles from './Bench.module.css';
import { NAMED_RECIPES, type NamedResult } from './named.ts';

export interface NamedRecipesProps {
  readonly letter: string;
  readonly onUse: (recipe: RecipeInput) => void;
}

/** The lab's own recipes, net by net, with the file that each came to. */
export function NamedRecipes({ letter, onUse }: NamedRecipesProps) {
  const { t } = useTranslation('bench');
  const text = useText();
  return (
    <details className={styles.more}>
      <summary>{t('named.title')}</summary>
      <p className={styles.note}>{t('named.caption')}</p>
      <ScrollBox label={t('named.title')} className={toClassName(styles.table, styles.named)}>
        <table aria-label={t('named.title')}>
          <thead>
            <tr>
              <th scope="col">{t('named.aim')}</th>
              <th scope="col">{t('named.file')}</th>
              <th scope="col">{t('named.error')}</th>
            </tr>
          </thead>
          {NET_NAMES.map((model) => {
            const kept = NAMED_RECIPES.filter((each) => each.model === model);
            if (kept.length === 0) return null;
            return (
              <tbody key={model}>
                <tr>
                  <th scope="rowgroup" colSpan={3}>
                    {model}
                  </th>
                </tr>
                {kept.map(({ aim, recipe, result }) => (
                  <tr key={aim}>
                    <th scope="row">
                      <Button
                        size="small"
                        kind="quiet"
                        aria-label={t('named.useThis', {
                          name: `${model}, ${text(AIMS[aim].title)}`,
                          slot: letter,
                        })}
                        onPress={() => onUse(recipe)}
                      >
                        {text(AIMS[aim].title)}
                      </Button>
                    </th>
                    <NamedResultCells result={result} />
                  </tr>
                ))}
              </tbody>
            );
          })}
        </table>
      </ScrollBox>
      <dl className={styles.aims}>
        {AIM_NAMES.map((aim) => (
          <div key={aim}>
            <dt>{text(AIMS[aim].title)}</dt>
            <dd>{text(AIMS[aim].note)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function NamedResultCells({ result }: { readonly result: NamedResult | null }) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  if (result === null) return <td colSpan={2}>{t('named.notRun')}</td>;
  const { fileBytes, denseBytes, denseError, error } = result;
  const percent = (fraction: number) => toNumberText(100 * fraction, locale, undefined, 2);
  return (
    <>
      <td>
        {toNumberText(fileBytes, locale, 'B')} ({toNumberText(denseBytes / fileBytes, locale, undefined, 1)}×)
      </td>
      <td>
        {denseError === null ? '' : `${percent(denseError)} → `}
        {percent(error)}
      </td>
    </>
  );
}
