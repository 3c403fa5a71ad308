import type { ReactNode } from 'react';
import { Provenance } from '../../../src/plots/frame/Provenance.tsx';
import { useSettings } from '../lesson.ts';
import { toClusterInput, toShareRecipe } from '../recipe.ts';

/** The recipe as it is set, for the files of all figures that have none of their own. */
export function LessonRecipe({ children }: { readonly children: ReactNode }) {
  const { settings: sharing } = useSettings();
  return (
    <Provenance recipe={toShareRecipe(sharing.model, sharing.prune, toClusterInput(sharing), sharing.draw)}>
      {children}
    </Provenance>
  );
}
