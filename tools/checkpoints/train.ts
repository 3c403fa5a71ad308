/**
 * Makes a checkpoint. A recipe is run to its end, its state kept on disk after every epoch; whoever stops it
 * loses at most an epoch and starts the same command again. The end is the model's file and its provenance,
 * written side by side.
 */

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { encodeModel } from '../../src/codec/container.ts';
import { Run } from '../../src/core/run/run.ts';
import type { RunEvent } from '../../src/protocol/events.ts';
import type { Ledger } from '../../src/protocol/ledger.ts';
import type { RunSnapshot } from '../../src/protocol/snapshots.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import type { Recipe } from '../../src/recipe/schema.ts';
import type { CheckpointName } from '../../src/spec/zoo.ts';
import { loadCheckpoint, openDataset, startHeadless, toCheckpointFolder } from '../headless/engine.ts';
import { createPool } from '../headless/helpers.ts';
import { toTextLine } from '../headless/report.ts';
import { CACHE_FOLDER } from '../house/paths.mjs';

/** One run that went into a checkpoint. */
interface Round {
  readonly recipe: Recipe;
  readonly error: number;
  readonly wrong: number;
  readonly weightsSha256: string;
}

/** `public/models/<name>/provenance.json`. */
export interface Provenance {
  readonly version: 1;
  readonly model: CheckpointName;
  /** The data set's hash, as its manifest states it. */
  readonly dataSha256: string;
  /** In order; each started from the one before it, the first from random weights. */
  readonly rounds: readonly Round[];
  readonly error: number;
  readonly wrong: number;
  readonly tested: number;
  readonly fileBytes: number;
  readonly weightsSha256: string;
}

/** Trains a checkpoint by a recipe, going on from an interrupted run of the same recipe. */
export async function trainCheckpoint(
  name: CheckpointName,
  recipe: Recipe,
  log: (line: string) => void,
): Promise<Ledger> {
  await startHeadless();
  const dataset = await openDataset(recipe.dataset.name, log);
  const stateFile = path.join(CACHE_FOLDER, 'checkpoints', `${name}.state`);
  const resumeFrom = await readState(stateFile, recipe);
  if (resumeFrom) log(`going on with epoch ${resumeFrom.position.epoch + 1}`);

  let writing = Promise.resolve();
  let ledger: Ledger | undefined;
  let failure: string | undefined;
  const emit = (event: RunEvent) => {
    const line = toTextLine(event);
    if (line !== undefined) log(line);
    if (event.kind === 'epochEnded' && event.snapshot) {
      const bytes = serialize(event.snapshot);
      writing = writing.then(() => writeWhole(stateFile, bytes));
    }
    if (event.kind === 'runEnded') ledger = event.ledger;
    if (event.kind === 'runFailed') failure = event.message;
  };
  const pool = createPool(undefined, log);
  const run = new Run(
    1,
    recipe,
    { dataset, loadCheckpoint, emit, withSnapshots: true, ...(pool && { pool }) },
    resumeFrom ? { resumeFrom } : {},
  );
  const model = await run.execute().finally(() => pool?.dispose());
  await writing;
  if (model === undefined || ledger === undefined)
    throw new Error(failure ?? 'The run ended without a model.');

  const folder = toCheckpointFolder(name);
  const before = recipe.start.kind === 'checkpoint' ? (await readProvenance(name)).rounds : [];
  const { error, wrong, tested, fileBytes, weightsSha256 } = ledger;
  const rounds = [...before, { recipe, error, wrong, weightsSha256 }];
  const provenance: Provenance = {
    version: 1,
    model: name,
    dataSha256: dataset.sha256,
    rounds,
    error,
    wrong,
    tested,
    fileBytes,
    weightsSha256,
  };
  await writeWhole(path.join(folder, 'model.fwm'), encodeModel(model).bytes);
  await writeWhole(path.join(folder, 'provenance.json'), `${JSON.stringify(provenance, null, 2)}\n`);
  await rm(stateFile, { force: true });
  return ledger;
}

/** @throws when there is none, or it is not JSON */
export async function readProvenance(name: CheckpointName): Promise<Provenance> {
  return JSON.parse(
    await readFile(path.join(toCheckpointFolder(name), 'provenance.json'), 'utf8'),
  ) as Provenance;
}

async function readState(file: string, recipe: Recipe): Promise<RunSnapshot | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const state = deserialize(bytes) as RunSnapshot;
  const isSame = JSON.stringify(parseRecipe(state.recipe)) === JSON.stringify(recipe);
  return isSame ? state : undefined;
}

async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.part`, content);
  await rename(`${file}.part`, file);
}
