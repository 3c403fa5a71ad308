import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import { toFailure } from '../../spec/failure.ts';
import { useLocale } from '../../ui/language/bilingual.ts';
import { useFailureText } from '../../ui/language/failures.ts';
import { nameField } from './fieldname.ts';
import { sayRefusal } from './refusal.ts';

/** Says why something was refused; of a recipe, with the names that the form has for its fields. */
export function useRefusalText(recipe: RecipeInput): (error: unknown) => string {
  const { t } = useTranslation('bench');
  const locale = useLocale();
  const sayFailure = useFailureText();
  return useCallback(
    (error) => {
      const failure = toFailure(error);
      if (failure.code !== 'recipeBroken') return sayFailure(failure);
      const { path, problem } = failure.values;
      return sayRefusal(String(path), String(problem), (each) => nameField(each, recipe, t, locale), locale);
    },
    [recipe, t, locale, sayFailure],
  );
}
