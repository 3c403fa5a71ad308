import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseRecipeText } from '../../recipe/parse.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { toFailure } from '../../spec/failure.ts';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import { Button } from '../../ui/control/Button.tsx';
import { FileDrop } from '../../ui/control/FileDrop.tsx';
import { useFailureText } from '../../ui/language/failures.ts';
import styles from './Bench.module.css';
import { saveFile } from './download.ts';
import { toFileStem } from './edit.ts';

export interface RecipeTextProps {
  readonly recipe: RecipeInput;
  readonly onChange: (recipe: RecipeInput) => void;
}

/** A recipe as text: to read, to edit, to save and to open. What is wrong is said with the field's name. */
export function RecipeText({ recipe, onChange }: RecipeTextProps) {
  const { t } = useTranslation('bench');
  const sayFailure = useFailureText();
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const text = draft ?? JSON.stringify(recipe, null, 2);

  const take = (from: string) => {
    // Checked with every default filled in, kept as it was written.
    parseRecipeText(from);
    onChange(JSON.parse(from) as RecipeInput);
    setDraft(null);
    setProblem('');
  };
  const apply = () => {
    try {
      take(text);
    } catch (error) {
      setProblem(sayFailure(toFailure(error)));
    }
  };
  return (
    <details className={styles.more}>
      <summary>{t('recipe.json')}</summary>
      <label htmlFor={id} className={styles.note}>
        {t('recipe.jsonNote')}
      </label>
      <textarea
        id={id}
        className={styles.json}
        rows={Math.min(24, text.split('\n').length + 1)}
        spellCheck={false}
        value={text}
        maxLength={RECIPE_LIMITS.jsonBytes}
        onChange={(event) => setDraft(event.target.value)}
      />
      <p role="status" className={styles.problem}>
        {problem}
      </p>
      <div className={styles.row}>
        <Button size="small" onPress={apply} isDisabled={draft === null}>
          {t('recipe.jsonApply')}
        </Button>
        <Button
          size="small"
          onPress={() => saveFile(`${toFileStem(recipe)}.json`, `${text}\n`, 'application/json')}
        >
          {t('recipe.export')}
        </Button>
      </div>
      <FileDrop
        label={t('recipe.import')}
        maxBytes={RECIPE_LIMITS.jsonBytes}
        accept=".json,application/json"
        sayError={(error) => sayFailure(toFailure(error))}
        onFile={({ bytes }) => take(new TextDecoder().decode(bytes))}
      />
    </details>
  );
}
