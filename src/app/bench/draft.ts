/**
 * The recipe's text while a reader edits it. Until it is used, the recipe of the form is another one: a run
 * uses the text first, a change in the form lays it aside, and it is discarded only on request.
 */
import { useState } from 'react';
import { parseRecipeText } from '../../recipe/parse.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { useKeptState } from '../../ui/lesson/context.tsx';
import { useRefusalText } from './useRefusalText.ts';

interface Kept {
  readonly text: string;
  /** The form was changed after it; the recipe's own text is shown. */
  readonly isAside: boolean;
}

export interface RecipeDraft {
  /** What the field shows. */
  readonly text: string;
  readonly state: 'none' | 'open' | 'aside';
  /** Why it could not be used. */
  readonly problem: string;
  readonly edit: (text: string) => void;
  /** Makes it the recipe; null, with the problem said, where it is none. */
  readonly use: () => RecipeInput | null;
  readonly discard: () => void;
  readonly layAside: () => void;
  readonly takeBack: () => void;
}

/** Reads a text as it was written, checked with every default filled in. */
export function readRecipe(text: string): RecipeInput {
  // Editors on Windows begin a file with a byte order mark.
  const plain = text.replace(/^\uFEFF/, '');
  parseRecipeText(plain);
  return JSON.parse(plain) as RecipeInput;
}

export function useRecipeDraft(
  key: string,
  recipe: RecipeInput,
  onUse: (recipe: RecipeInput) => void,
): RecipeDraft {
  const [kept, setKept] = useKeptState<Kept | null>(key, null);
  const [problem, setProblem] = useState('');
  const sayRefusal = useRefusalText(recipe);
  const isOpen = kept !== null && !kept.isAside;
  const close = (next: Kept | null) => {
    setKept(next);
    setProblem('');
  };
  return {
    text: isOpen ? kept.text : JSON.stringify(recipe, null, 2),
    state: kept === null ? 'none' : kept.isAside ? 'aside' : 'open',
    problem,
    edit: (text) => setKept({ text, isAside: false }),
    use() {
      if (!isOpen) return recipe;
      try {
        const next = readRecipe(kept.text);
        close(null);
        onUse(next);
        return next;
      } catch (error) {
        setProblem(sayRefusal(error));
        return null;
      }
    },
    discard: () => close(null),
    layAside: () => {
      if (isOpen) close({ ...kept, isAside: true });
    },
    takeBack: () => {
      if (kept !== null) close({ ...kept, isAside: false });
    },
  };
}
