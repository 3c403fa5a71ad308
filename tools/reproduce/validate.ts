/**
 * How good a recipe's settings are, told without a look at the test set. The checkpoint has seen every
 * training image, so its pruned children answer those too well. Here a dense net is trained by the
 * checkpoint's own recipes on all training images but the last few, the recipe goes on from it, and what it
 * ends with is tested on those few, from its file. A recipe that starts from random weights needs no such
 * net.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeModel, encodeModel } from '../../src/codec/container.ts';
import { evaluate } from '../../src/core/measure/evaluate.ts';
import { Network } from '../../src/core/models/network.ts';
import { computeCrc32 } from '../../src/math/crc32.ts';
import type { RunEvent } from '../../src/protocol/events.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import type { Recipe } from '../../src/recipe/schema.ts';
import { type CheckpointName, findCheckpoint } from '../../src/spec/zoo.ts';
import { CHECKPOINT_RECIPES } from '../checkpoints/recipes.ts';
import { loadCheckpoint, openDataset } from '../headless/engine.ts';
import { type RunMeans, runRecipe } from '../headless/run.ts';
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
  means: Pick<RunMeans, 'workers' | 'keptIn'>,
): Promise<Validation> {
  const held = withHeldImages(recipe);
  const name = recipe.start.kind === 'checkpoint' ? findCheckpoint(recipe.model) : undefined;
  const dense = name && (await openDense(name, log, onEvent, means));
  const model = await runRecipe(
    held,
    log,
    onEvent,
    dense
      ? { ...means, loadStart: async (asked) => (asked === name ? dense : loadCheckpoint(asked)) }
      : means,
  );
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

/**
 * The dense net without the held images, trained by the checkpoint's own rounds, the repeated one once: what
 * each round ends with is kept in the cache.
 */
async function openDense(
  name: CheckpointName,
  log: (line: string) => void,
  onEvent: (event: RunEvent) => void,
  means: Pick<RunMeans, 'workers' | 'keptIn'>,
): Promise<ModelSnapshot> {
  const { first, more } = CHECKPOINT_RECIPES[name];
  const rounds = (more ? [first, more] : [first]).map((round) => withHeldImages(parseRecipe(round)));
  let dense: ModelSnapshot | undefined;
  for (const [index, round] of rounds.entries()) {
    const file = toCacheFile(name, rounds.slice(0, index + 1));
    const before = dense;
    dense = await readDense(file);
    if (dense !== undefined) continue;
    log(
      `training ${name} without the last ${VALIDATION_IMAGES} training images, round ${index + 1} of ${rounds.length}`,
    );
    const loadStart = async () => before!;
    const { bytes } = encodeModel(await runRecipe(round, log, onEvent, { ...means, loadStart }));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.part`, bytes);
    await rename(`${file}.part`, file);
    dense = await readDense(file);
  }
  return dense!;
}

async function readDense(file: string): Promise<ModelSnapshot | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  return bytes && { ...decodeModel(new Uint8Array(bytes)), transforms: [] };
}

function toCacheFile(name: CheckpointName, rounds: readonly Recipe[]): string {
  const key = computeCrc32(new TextEncoder().encode(JSON.stringify(rounds))).toString(16);
  return path.join(CACHE_FOLDER, 'validation', `${name}-${key}.fwm`);
}
