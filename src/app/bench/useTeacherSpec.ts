import { listStageSpecs } from '../../recipe/fit.ts';
import type { Recipe } from '../../recipe/schema.ts';
import type { ModelSpec } from '../../spec/model.ts';
import type { TeacherInput } from '../../spec/source.ts';
import { findCheckpoint, MODEL_ZOO } from '../../spec/zoo.ts';
import { useModelFiles, useSavedRuns } from '../../state/hooks.ts';
import type { StagePlace } from './TeacherEditor.tsx';
import { pickTeacher } from './teachers.ts';

/** The net that a stage meets; undefined while the recipe before it makes no sense. */
export function toStudentSpec({ recipe, index }: StagePlace): ModelSpec | undefined {
  return toSpecs(recipe as Recipe)?.[index];
}

/** Finds the net of a model that a stage learns from; undefined where it is not here. */
export function useTeacherSpecs({
  recipe,
}: StagePlace): (teacher: TeacherInput | undefined) => ModelSpec | undefined {
  const { runs } = useSavedRuns();
  const { files } = useModelFiles();
  return (teacher) => {
    const net = teacher ?? pickTeacher(recipe);
    switch (net.kind) {
      case 'checkpoint': {
        const name = net.name ?? findCheckpoint(recipe.model);
        return name && MODEL_ZOO[name];
      }
      case 'stage':
        return toSpecs(recipe as Recipe)?.[net.stage + 1];
      case 'file':
        return files.find(({ id }) => id === net.id)?.spec;
      case 'run': {
        const run = runs.find(({ id }) => id === net.id);
        return run && toSpecs(run.recipe)?.at(-1);
      }
      case 'average':
        return undefined;
    }
  };
}

function toSpecs(recipe: Pick<Recipe, 'model' | 'start' | 'stages'>): ModelSpec[] | undefined {
  try {
    return listStageSpecs({ ...recipe, start: recipe.start ?? { kind: 'random' } });
  } catch {
    // Options that make no net: the recipe's checks say which.
    return undefined;
  }
}
