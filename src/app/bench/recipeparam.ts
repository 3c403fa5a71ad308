import { decodeLink, encodeLink } from '../../recipe/link.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import type { ParamCodec } from '../../ui/lesson/params.ts';
import { i18n } from '../language/i18n.ts';

/** A recipe in the link, in the recipe's own short writing. One that is too long for a link stays out of it. */
export function recipeParam(initial: RecipeInput): ParamCodec<RecipeInput> {
  return {
    initial,
    read: (text) => {
      try {
        const { recipe, notes } = decodeLink(text);
        if (recipe === null) return { value: initial, wasClamped: true };
        const message = i18n.t('notice.recipeClamped', {
          notes: notes.map((each) => each.message).join(' '),
        });
        return { value: recipe, wasClamped: notes.length > 0, ...(notes.length > 0 ? { message } : {}) };
      } catch (error) {
        const message = i18n.t('notice.recipeBroken', { message: (error as Error).message });
        return { value: initial, wasClamped: true, message };
      }
    },
    write: (recipe) => {
      try {
        return encodeLink({ recipe });
      } catch {
        return encodeLink({ recipe: initial });
      }
    },
  };
}
