import type { ReactNode } from 'react';
import { Provenance } from '../../../src/plots/frame/Provenance.tsx';
import { listTensors } from '../../../src/spec/shapes.ts';
import { MODEL_ZOO, type ModelName } from '../../../src/spec/zoo.ts';
import { useSettings } from '../lesson.ts';
import { toCutRecipe } from '../recipe.ts';
import { toPruneStage } from '../settings.ts';

function toPrunableLayers(model: ModelName): string[] {
  return listTensors(MODEL_ZOO[model]).flatMap(({ layer, role }) => (role === 'kernel' ? [layer] : []));
}

/** The recipe as it is set, for the files of all figures that have none of their own. */
export function LessonRecipe({ children }: { readonly children: ReactNode }) {
  const { settings: cut } = useSettings();
  return (
    <Provenance recipe={toCutRecipe(cut.model, toPruneStage(cut, toPrunableLayers(cut.model)))}>
      {children}
    </Provenance>
  );
}
