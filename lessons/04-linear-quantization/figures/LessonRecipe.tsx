import type { ReactNode } from 'react';
import { Provenance } from '../../../src/plots/frame/Provenance.tsx';
import { fromTrained } from '../../parts/recipes.ts';
import { useSettings } from '../lesson.ts';
import { toStage } from '../recipe.ts';

/** The recipe as it is set, for the files of all figures that have none of their own. */
export function LessonRecipe({ children }: { readonly children: ReactNode }) {
  const { settings } = useSettings();
  return <Provenance recipe={fromTrained(settings.model, [toStage(settings)])}>{children}</Provenance>;
}
