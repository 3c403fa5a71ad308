/**
 * A recipe that is refused, in the words of the form: the field goes by the name that the form has for it,
 * and what is wrong with it is said in the reader's language as far as it is one of the usual things.
 */
import type { Locale } from '../../ui/language/bilingual.ts';
import { sayProblem, WHAT } from '../../ui/language/problems.ts';

/** A field's name in the form; null where the form does not show it. */
export type FieldName = (path: string) => string | null;

/**
 * @param path `stages[1].sparsity`, as a `RecipeError` names it
 * @param problem the end of its sentence
 */
export function sayRefusal(path: string, problem: string, nameField: FieldName, locale: Locale): string {
  const field = path === '' ? null : (nameField(path) ?? path);
  if (locale === 'zh') {
    const said = sayProblem(problem);
    return field === null ? `配方${said}。` : `${field}：${said}。`;
  }
  return field === null ? `The recipe ${problem}.` : `${field}: ${problem.replace(WHAT, '')}.`;
}
