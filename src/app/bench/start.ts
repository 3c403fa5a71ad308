/**
 * What a recipe starts from, changed so that the recipe still runs: by a stored model's own net, and with the
 * same teachers.
 */
import type { RecipeInput } from '../../recipe/schema.ts';
import { DATASETS, type DatasetName } from '../../spec/datasets.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { isSameNet } from '../../spec/samenet.ts';
import type { StoredSource } from '../../spec/source.ts';
import { MODEL_ZOO, NET_NAMES } from '../../spec/zoo.ts';
import { refitToModel } from './refit.ts';
import { keepTeachers } from './teachers.ts';

type Start = NonNullable<RecipeInput['start']>;

/** Random weights, or the model's checkpoint. */
export function chooseStart(recipe: RecipeInput, start: Start): RecipeInput {
  return keepTeachers({ ...recipe, start });
}

/** A stored model, whose net becomes the recipe's, with the images that it reads. */
export function startFromStored(recipe: RecipeInput, source: StoredSource, spec: ModelSpec): RecipeInput {
  const name = NET_NAMES.find((each) => isSameNet(MODEL_ZOO[each], spec));
  const model: RecipeInput['model'] =
    name === undefined
      ? { spec: spec as Extract<RecipeInput['model'], { spec: unknown }>['spec'] }
      : { name };
  const dataset = findDataset(spec) ?? recipe.dataset.name;
  return keepTeachers({
    ...refitToModel(recipe, model),
    dataset: dataset === recipe.dataset.name ? recipe.dataset : { name: dataset },
    start: source,
  });
}

function findDataset({ inputShape }: ModelSpec): DatasetName | undefined {
  return Object.values(DATASETS).find(({ imageShape }) => imageShape.join() === inputShape.join())?.name;
}
