/** Whether the stored models that a recipe asks to teach are here and suit their pupils, before it trains. */
import { listStageSpecs } from '../../recipe/fit.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { checkPupil, listTeachers } from '../../recipe/teachers.ts';
import { isStored } from '../../spec/source.ts';
import type { Teacher } from './teacher.ts';

/**
 * Those of the lab and of the run itself were checked with the recipe.
 * @throws with one sentence where one is missing, reads other images, or does not suit the stage
 */
export async function checkStoredTeachers(recipe: Recipe, teacher: Teacher): Promise<void> {
  const specs = listStageSpecs(recipe);
  for (const each of listTeachers(recipe.stages))
    if (isStored(each.source)) {
      const { spec } = await teacher.load(each.source);
      checkPupil(each, spec, specs[each.stage]!);
    }
}
