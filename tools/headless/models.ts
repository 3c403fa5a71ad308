/** `--model id=model-file`: the stored models that a recipe names, from their files. */
import { decodeModel } from '../../src/codec/container.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { listStoredIds } from '../../src/recipe/listsources.ts';
import type { Recipe } from '../../src/recipe/schema.ts';
import { readModelBytes } from './eval.ts';

/**
 * @throws with one sentence when an option is wrong, names what the recipe does not, or leaves out what it
 *   does
 */
export async function readStoredModels(
  options: readonly string[],
  recipe: Recipe,
): Promise<ReadonlyMap<string, ModelSnapshot>> {
  const wanted = listStoredIds(recipe);
  const models = new Map<string, ModelSnapshot>();
  for (const option of options) {
    const [, id, file] = /^([^=]+)=(.+)$/.exec(option) ?? [];
    if (id === undefined || file === undefined)
      throw new Error(`--model must be id=model-file, got ${option}.`);
    if (!wanted.includes(id))
      throw new Error(
        `--model ${option}: the recipe names ${wanted.join(', ') || 'no stored model'}, not ${id}.`,
      );
    models.set(id, { ...decodeModel(await readModelBytes(file)), transforms: [] });
  }
  const missing = wanted.find((id) => !models.has(id));
  if (missing !== undefined)
    throw new Error(
      `The recipe starts from the stored model ${missing}; give its file: --model ${missing}=model.fwm`,
    );
  return models;
}
