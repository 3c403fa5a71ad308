import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import { Button } from '../../ui/control/Button.tsx';
import { FileDrop } from '../../ui/control/FileDrop.tsx';
import styles from './Bench.module.css';
import { saveFile } from './download.ts';
import { type RecipeDraft, readRecipe } from './draft.ts';
import { toFileStem } from './edit.ts';
import { useRefusalText } from './useRefusalText.ts';

export interface RecipeTextProps {
  readonly recipe: RecipeInput;
  readonly draft: RecipeDraft;
  readonly onOpen: (recipe: RecipeInput) => void;
}

/** A recipe as text: to read, to edit, to save and to open. What is wrong is said with the field's name. */
export function RecipeText({ recipe, draft, onOpen }: RecipeTextProps) {
  const { t } = useTranslation('bench');
  const sayRefusal = useRefusalText(recipe);
  const id = useId();
  return (
    <details className={styles.more}>
      <summary>{t('recipe.json')}</summary>
      <label htmlFor={id} className={styles.note}>
        {t('recipe.jsonNote')}
      </label>
      <textarea
        id={id}
        className={styles.json}
        rows={Math.min(24, draft.text.split('\n').length + 1)}
        spellCheck={false}
        value={draft.text}
        maxLength={RECIPE_LIMITS.jsonBytes}
        onChange={(event) => draft.edit(event.target.value)}
      />
      <p role="status" className={styles.problem}>
        {draft.problem}
      </p>
      {draft.state !== 'none' && <p className={styles.note}>{t(`recipe.draft.${draft.state}`)}</p>}
      <div className={styles.row}>
        {draft.state === 'aside' && (
          <Button size="small" onPress={draft.takeBack}>
            {t('recipe.draft.takeBack')}
          </Button>
        )}
        <Button size="small" onPress={() => draft.use()} isDisabled={draft.state !== 'open'}>
          {t('recipe.jsonApply')}
        </Button>
        {draft.state !== 'none' && (
          <Button size="small" onPress={draft.discard}>
            {t('recipe.draft.discard')}
          </Button>
        )}
        <Button
          size="small"
          onPress={() => saveFile(`${toFileStem(recipe)}.json`, `${draft.text}\n`, 'application/json')}
        >
          {t('recipe.export')}
        </Button>
      </div>
      <FileDrop
        label={t('recipe.import')}
        maxBytes={RECIPE_LIMITS.jsonBytes}
        accept=".json,application/json"
        sayError={sayRefusal}
        onFile={({ bytes }) => onOpen(readRecipe(new TextDecoder().decode(bytes)))}
      />
    </details>
  );
}
