/** `lab eval model-file --dataset mnist [--json]`: weighs and evaluates a model from its file alone. */
import { readFile, stat } from 'node:fs/promises';
import { decodeModel } from '../../src/codec/container.ts';
import { evaluate } from '../../src/core/measure/evaluate.ts';
import { measureLatency } from '../../src/core/measure/latency.ts';
import { weighModel } from '../../src/core/measure/ledger.ts';
import { Network } from '../../src/core/models/network.ts';
import type { Ledger } from '../../src/protocol/ledger.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { DATASET_NAMES, findMismatch } from '../../src/spec/datasets.ts';
import { openDataset, startHeadless } from './engine.ts';

/** @throws with one sentence when the file is not a model or does not read that data set's images */
export async function evaluateFile(
  file: string,
  dataset: string,
  log: (line: string) => void,
): Promise<Ledger> {
  const name = DATASET_NAMES.find((each) => each === dataset);
  if (name === undefined)
    throw new Error(`--dataset must be one of ${DATASET_NAMES.join(', ')}, got ${dataset}.`);
  const bytes = await readModelBytes(file);
  const model = decodeModel(bytes);
  const { spec } = model;
  const mismatch = findMismatch(spec, name);
  if (mismatch !== null) throw new Error(`${mismatch}.`);
  await startHeadless();
  const examples = (await openDataset(name, log)).select().test;
  await examples.whenLoaded();
  const network = Network.fromSnapshot({ ...model, transforms: [] });
  const evaluation = await evaluate(network, examples, { split: 'test' });
  const ledger = weighModel(await network.toEffectiveSnapshot(), evaluation, await measureLatency(network));
  network.dispose();
  // The file's own length, not that of the same model written anew.
  return { ...ledger, fileBytes: bytes.length };
}

/** @throws with one sentence when there is no such file, or it is too large */
export async function readModelBytes(file: string): Promise<Uint8Array> {
  const info = await stat(file).catch((error: Error) => {
    throw new Error(`The model file ${file} cannot be read: ${error.message}.`);
  });
  if (!info.isFile()) throw new Error(`${file} is not a file.`);
  if (info.size > LIMITS.modelFileBytes) {
    throw new Error(`A model file may have ${LIMITS.modelFileBytes} bytes, ${file} has ${info.size}.`);
  }
  return new Uint8Array(await readFile(file));
}
