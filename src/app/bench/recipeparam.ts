import type { ClampNote } from '../../recipe/clamp.ts';
import { decodeLink, encodeLink } from '../../recipe/link.ts';
import { parseRecipe, parseRecipeText } from '../../recipe/parse.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { toFailure } from '../../spec/failure.ts';
import { findLongRecipe, keepLongRecipe } from '../../state/readerhooks.ts';
import { sayFailure } from '../../ui/language/failures.ts';
import type { ParamCodec, ReadParam } from '../../ui/lesson/params.ts';
import { i18n } from '../language/i18n.ts';

/**
 * What a link has in place of a recipe that is too long for it: the name that this browser keeps it under.
 */
const KEPT = 'kept.';

/**
 * A recipe in the link, in the recipe's own short writing. One that is too long for a link is kept in this
 * browser, and the link names it.
 */
export function recipeParam(initial: RecipeInput): ParamCodec<RecipeInput> {
  return {
    initial,
    read: (text) => (text.startsWith(KEPT) ? readKept(text, initial) : readLink(text, initial)),
    write: (recipe) => {
      try {
        return encodeLink({ recipe });
      } catch {
        return isRecipe(recipe)
          ? `${KEPT}${keepLongRecipe(JSON.stringify(recipe))}`
          : encodeLink({ recipe: initial });
      }
    },
  };
}

/** Whether a link cannot carry it. */
export function isTooLongForLink(recipe: RecipeInput): boolean {
  try {
    encodeLink({ recipe });
    return false;
  } catch {
    return isRecipe(recipe);
  }
}

function readLink(text: string, initial: RecipeInput): ReadParam<RecipeInput> {
  try {
    const { recipe, notes } = decodeLink(text);
    if (recipe === null) return { value: initial, wasClamped: true };
    const message = i18n.t('notice.recipeClamped', {
      notes: notes.map(sayClamped).join(' '),
    });
    return { value: recipe, wasClamped: notes.length > 0, ...(notes.length > 0 ? { message } : {}) };
  } catch (error) {
    const reason = sayFailure(toFailure(error), i18n.language === 'zh' ? 'zh' : 'en');
    const message = i18n.t('notice.recipeBroken', { message: reason });
    return { value: initial, wasClamped: true, message };
  }
}

function sayClamped({ path, from, to, message }: ClampNote): string {
  return i18n.language === 'zh' ? `${path} 由 ${from} 改为 ${to}。` : message;
}

function readKept(text: string, initial: RecipeInput): ReadParam<RecipeInput> {
  const kept = findLongRecipe(text.slice(KEPT.length));
  try {
    if (kept !== undefined) {
      parseRecipeText(kept);
      return { value: JSON.parse(kept) as RecipeInput, wasClamped: false };
    }
  } catch {
    // An older version kept it, which knew other recipes.
  }
  return { value: initial, wasClamped: true, message: i18n.t('notice.recipeElsewhere') };
}

function isRecipe(recipe: RecipeInput): boolean {
  try {
    parseRecipe(recipe);
    return true;
  } catch {
    return false;
  }
}
