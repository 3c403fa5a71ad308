/**
 * What a recipe starts from, changed so that the recipe still runs: by a stored model's own net, and without
 * what has no teacher then.
 */
import type { RecipeInput } from '../../recipe/schema.ts';
import { DATASETS, type DatasetName } from '../../spec/datasets.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { isSameNet } from '../../spec/samenet.ts';
import type { StoredSource } from '../../spec/source.ts';
import { MODEL_NAMES, MODEL_ZOO } from '../../spec/zoo.ts';
import type { StageInput } from '../../techniques/stages.ts';
import { refitToModel } from './refit.ts';

type Start = NonNullable<RecipeInput['start']>;

/** Random weights, or the model's checkpoint. */
export function chooseStart(recipe: RecipeInput, start: Start): RecipeInput {
  return withoutTeacher({ ...recipe, start });
}

/** A stored model, whose net becomes the recipe's, with the images that it reads. */
export function startFromStored(recipe: RecipeInput, source: StoredSource, spec: ModelSpec): RecipeInput {
  const name = MODEL_NAMES.find((each) => isSameNet(MODEL_ZOO[each], spec));
  const model: RecipeInput['model'] =
    name === undefined
      ? { spec: spec as Extract<RecipeInput['model'], { spec: unknown }>['spec'] }
      : { name };
  const dataset = findDataset(spec) ?? recipe.dataset.name;
  return withoutTeacher({
    ...refitToModel(recipe, model),
    dataset: dataset === recipe.dataset.name ? recipe.dataset : { name: dataset },
    start: source,
  });
}

/** Whether a stage may learn from the checkpoint of the recipe's model. */
export function hasTeacher({ model, start }: Pick<RecipeInput, 'model' | 'start'>): boolean {
  return start !== undefined && start.kind !== 'random' && 'name' in model;
}

/** What distils goes where there is no teacher any more. */
function withoutTeacher(recipe: RecipeInput): RecipeInput {
  return hasTeacher(recipe) ? recipe : { ...recipe, stages: recipe.stages.map(dropDistil) };
}

function dropDistil(stage: StageInput): StageInput {
  if (stage.kind === 'train') {
    const { distil: _, ...rest } = stage;
    return rest;
  }
  if (stage.kind !== 'prune' || stage.schedule?.kind !== 'iterative') return stage;
  const { distil: _, ...retrain } = stage.schedule.retrain;
  return { ...stage, schedule: { ...stage.schedule, retrain } };
}

function findDataset({ inputShape }: ModelSpec): DatasetName | undefined {
  return Object.values(DATASETS).find(({ imageShape }) => imageShape.join() === inputShape.join())?.name;
}
