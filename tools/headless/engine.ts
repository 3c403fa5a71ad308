/**
 * Runs the engine without a page: the same core in Node: tfjs's WASM backend from its package, data sets and
 * checkpoints from the folder `public/`, which is prepared first where it must be.
 */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { decodeModel } from '../../src/codec/container.ts';
import { startBackend } from '../../src/core/engine/backend.ts';
import { createDataset, type Dataset } from '../../src/data/dataset.ts';
import type { BackendName } from '../../src/protocol/backends.ts';
import type { EngineInfo } from '../../src/protocol/commands.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import type { DatasetName } from '../../src/spec/datasets.ts';
import type { CheckpointName } from '../../src/spec/zoo.ts';
import { prepareDataset } from '../data/prepare.ts';
import { DATA_FOLDER, MODELS_FOLDER } from '../house/paths.mjs';

const WASM_PACKAGE = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');

/** Where tfjs's .wasm files lie. */
export const WASM_FOLDER = `${path.dirname(WASM_PACKAGE)}/dist/`;

/** Starts tfjs; WASM unless asked otherwise. */
export function startHeadless(backend: BackendName = 'wasm'): Promise<EngineInfo> {
  return startBackend(backend, WASM_FOLDER);
}

/** A data set from `public/data`, prepared if it is not there; `log` hears about that. */
export async function openDataset(name: DatasetName, log: (line: string) => void): Promise<Dataset> {
  await prepareDataset(name, { log });
  const dataset = createDataset(
    name,
    async (file) => new Uint8Array(await readFile(path.join(DATA_FOLDER, file))),
  );
  await dataset.load();
  return dataset;
}

export function toCheckpointFolder(name: CheckpointName): string {
  return path.join(MODELS_FOLDER, name);
}

/** The lab's trained weights for a model. */
export async function loadCheckpoint(name: CheckpointName): Promise<ModelSnapshot> {
  const file = path.join(toCheckpointFolder(name), 'model.fwm');
  const bytes = await readFile(file).catch(() => {
    throw new Error(
      `there is no checkpoint of ${name} (${file}); train it with: npm run checkpoints -- ${name}`,
    );
  });
  return { ...decodeModel(new Uint8Array(bytes)), transforms: [] };
}
