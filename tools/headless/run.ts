/**
 * `lab run recipe.json [--json] [--out model-file] [--model id=model-file]`: carries out a recipe and writes
 * the model.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { encodeModel } from '../../src/codec/container.ts';
import type { RunEnvironment } from '../../src/core/run/environment.ts';
import { Run } from '../../src/core/run/run.ts';
import type { RunEvent } from '../../src/protocol/events.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { listNotes } from '../../src/recipe/notes.ts';
import { parseRecipeText } from '../../src/recipe/parse.ts';
import type { Recipe } from '../../src/recipe/schema.ts';
import { loadCheckpoint, openDataset, startHeadless } from './engine.ts';
import { createPool } from './helpers.ts';
import { RunKeeper } from './keeper.ts';
import { readStoredModels } from './models.ts';
import { toJsonLine, toTextLine } from './report.ts';

export interface RunOptions {
  readonly json: boolean;
  readonly out: string | undefined;
  /** Threads in all; as many as there are cores where absent. */
  readonly workers?: number | undefined;
  /** The folder where the run is kept, to go on where it was stopped; see `keeper.ts`. */
  readonly keptIn?: string | undefined;
  /** `id=path` for each stored model that the recipe names. */
  readonly models?: readonly string[] | undefined;
  readonly print: (line: string) => void;
  readonly log: (line: string) => void;
}

/** @throws with one sentence when file or recipe are wrong */
export async function readRecipeFile(file: string): Promise<Recipe> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Error(`The recipe ${file} cannot be read: ${error.message}.`);
  });
  return parseRecipeText(text);
}

/** @throws with one sentence when file or recipe are wrong or the run fails */
export async function runRecipeFile(
  file: string,
  { json, out, workers, keptIn, models = [], print, log }: RunOptions,
): Promise<void> {
  const recipe = await readRecipeFile(file);
  for (const note of listNotes(recipe)) log(`Note: ${note}`);
  const stored = await readStoredModels(models, recipe);
  const model = await runRecipe(
    recipe,
    log,
    (event) => {
      const line = json ? toJsonLine(event) : toTextLine(event);
      if (line !== undefined) print(line);
    },
    { workers, keptIn, loadStored: async (id) => stored.get(id) },
  );
  if (out !== undefined) {
    await writeFile(`${out}.part`, encodeModel(model).bytes);
    await rename(`${out}.part`, out);
  }
}

export interface RunMeans {
  /** Threads in all; as many as there are cores where absent. */
  readonly workers?: number | undefined;
  /**
   * The weights that a recipe with `start: checkpoint` starts from; the checkpoint's unless said otherwise.
   */
  readonly loadStart?: typeof loadCheckpoint;
  /** The stored models that the recipe names. */
  readonly loadStored?: RunEnvironment['loadStored'];
  /** The folder where the run is kept, to go on where it was stopped; see `keeper.ts`. */
  readonly keptIn?: string | undefined;
}

/**
 * Carries out a recipe and returns the effective weights: the same bits with any number of workers, stopped
 * in between or not.
 * @throws when the run fails, with the engine's own sentence
 */
export async function runRecipe(
  recipe: Recipe,
  log: (line: string) => void,
  onEvent: (event: RunEvent) => void,
  { workers, loadStart = loadCheckpoint, loadStored, keptIn }: RunMeans = {},
): Promise<ModelSnapshot> {
  await startHeadless();
  const keeper = keptIn === undefined ? undefined : new RunKeeper(recipe, keptIn, log);
  const before = await keeper?.open();
  if (before) log(`going on with a run that was stopped: ${before.stages.length} stages are done`);
  for (const stage of before?.stages ?? []) onEvent(stage);
  const dataset = await openDataset(recipe.dataset.name, log);
  let failure: string | undefined;
  const emit = (event: RunEvent) => {
    if (event.kind === 'runFailed') failure = event.message;
    onEvent(keeper?.hear(event) ?? event);
  };
  const pool = createPool(workers, log);
  const environment: RunEnvironment = {
    dataset,
    loadCheckpoint: loadStart,
    ...(loadStored && { loadStored }),
    emit,
    withSnapshots: keeper !== undefined,
    ...(pool && { pool }),
  };
  const run = new Run(1, recipe, environment, before && { resumeFrom: before.snapshot });
  const model = await run.execute().finally(() => pool?.dispose());
  await (model === undefined ? keeper?.settle() : keeper?.forget());
  if (model === undefined) throw new Error(failure ?? 'The run ended without a model.');
  return model;
}
