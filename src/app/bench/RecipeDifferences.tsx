import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { diffRecipes } from '../../recipe/diff.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import type { Recipe, RecipeInput } from '../../recipe/schema.ts';
import { useLocale } from '../../ui/language/bilingual.ts';
import styles from './Bench.module.css';
import { nameField } from './fieldname.ts';

export interface RecipeDifferencesProps {
  readonly letter: string;
  readonly recipe: RecipeInput;
  readonly saved: Recipe;
}

const MOST_LINES = 40;

/** Field by field: what the recipe in hand says, and what the saved one does. */
export function RecipeDifferences({ letter, recipe, saved }: RecipeDifferencesProps) {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const differences = useMemo(() => findDifferences(recipe, saved), [recipe, saved]);
  if (differences === null) return <p className={styles.note}>{t('saved.noDiff')}</p>;
  if (differences.length === 0)
    return <p className={styles.note}>{t('saved.sameRecipe', { slot: letter })}</p>;
  const { stages } = { stages: [...recipe.stages, ...saved.stages.slice(recipe.stages.length)] };
  const say = (value: unknown) => {
    if (value === undefined) return t('saved.absent');
    if (typeof value !== 'object' || value === null) return String(value);
    const { kind } = value as { readonly kind?: unknown };
    return typeof kind === 'string' ? kind : JSON.stringify(value);
  };
  return (
    <div>
      <p className={styles.note}>{t('saved.differs', { slot: letter })}</p>
      <ul className={styles.differences}>
        {differences.slice(0, MOST_LINES).map(({ path, from, to }) => (
          <li key={path}>
            {nameField(path, { stages }, t, locale) ?? path} <code>{path}</code>: {say(from)} →{' '}
            <b>{say(to)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Null where the recipe in hand is none yet. */
function findDifferences(recipe: RecipeInput, saved: Recipe) {
  try {
    return diffRecipes(parseRecipe(recipe), saved);
  } catch {
    return null;
  }
}
