/**
 * How good are a recipe's settings, told without a look at the test set? The checkpoint has seen every training image, so its pruned
 * children answer those too well. Here a dense net is trained by the checkpoint's own recipe on all training images but the last
 * few, the recipe goes on from it, and what it ends with is tested on those few, from its file.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeModel, encodeModel } from '../../src/core/codec/container.ts';
import { evaluate } from '../../src/core/measure/evaluate.ts';
import { Network } from '../../src/core/models/network.ts';
import { computeCrc32 } from '../../src/math/crc32.ts';
import type { RunEvent } from '../../src/protocol/events.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import type { Recipe } from '../../src/recipe/schema.ts';
import type { ModelName } from '../../src/recipe/zoo.ts';
import { CHECKPOINT_RECIPES } from '../checkpoints/recipes.ts';
import { openDataset } from '../headless/engine.ts';
import { runRecipe } from '../headless/run.ts';
import { CACHE_FOLDER } from '../house/paths.mjs';

/** Of 60,000 (MNIST) or 50,000 (CIFAR-10) training images. */
const VALIDATION_IMAGES = 10_000;

export interface Validation {
  readonly error: number;
  readonly wrong: number;
  readonly tested: number;
  readonly fileBytes: number;
}

export async function validate(
  recipe: Recipe,
  log: (line: string) => void,
  onEvent: (event: RunEvent) => void,
  workers?: number,
): Promise<Validation> {
  const held = withHeldImages(recipe);
  const dense = await openDense(held, log, onEvent, workers);
  const model = await runRecipe(held, log, onEvent, workers, async () => dense);
  const { bytes } = encodeModel(model);
  const dataset = await openDataset(held.dataset.name, log);
  const { validation } = dataset.select({ validationExamples: VALIDATION_IMAGES });
  await validation.whenLoaded();
  const network = Network.fromSnapshot({ ...decodeModel(bytes), transforms: [] });
  const { error, wrong, tested } = await evaluate(network, validation, { split: 'validation' });
  network.dispose();
  return { error, wrong, tested, fileBytes: bytes.length };
}

function withHeldImages(recipe: Recipe): Recipe {
  return { ...recipe, dataset: { ...recipe.dataset, validationExamples: VALIDATION_IMAGES } };
}

/** The dense net without the held images; trained once and kept in the cache. */
async function openDense(
  { model }: Recipe,
  log: (line: string) => void,
  onEvent: (event: RunEvent) => void,
  workers?: number,
): Promise<ModelSnapshot> {
  if (!('name' in model)) throw new Error('Only models that the lab knows by name can be validated.');
  const recipe = withHeldImages(parseRecipe(CHECKPOINT_RECIPES[model.name].first));
  const file = toCacheFile(model.name, recipe);
  const known = await readFile(file).catch(() => undefined);
  if (known !== undefined) return { ...decodeModel(new Uint8Array(known)), transforms: [] };
  log(`training ${model.name} without the last ${VALIDATION_IMAGES} training images`);
  const { bytes } = encodeModel(await runRecipe(recipe, log, onEvent, workers));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
  return { ...decodeModel(bytes), transforms: [] };
}

function toCacheFile(name: ModelName, recipe: Recipe): string {
  const key = computeCrc32(new TextEncoder().encode(JSON.stringify(recipe))).toString(16);
  return path.join(CACHE_FOLDER, 'validation', `${name}-${key}.fwm`);
}
