/**
 * `lab eval model-file --dataset mnist [--integer] [--json]`: weighs and evaluates a model from its file
 * alone, in whole numbers, too, where that is asked for.
 */
import { readFile, stat } from 'node:fs/promises';
import { decodeModel } from '../../src/codec/container.ts';
import { evaluate } from '../../src/core/measure/evaluate.ts';
import { measureLatency } from '../../src/core/measure/latency.ts';
import { weighModel } from '../../src/core/measure/ledger.ts';
import { Network } from '../../src/core/models/network.ts';
import type { IntegerEvaluation } from '../../src/protocol/events.ts';
import type { Ledger } from '../../src/protocol/ledger.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { DATASET_NAMES, findMismatch } from '../../src/spec/datasets.ts';
import { openDataset, startHeadless } from './engine.ts';

export interface EvaluatedFile {
  readonly ledger: Ledger;
  /** Where asked for. */
  readonly integers?: IntegerEvaluation;
}

/**
 * @throws with one sentence when the file is not a model, does not read that data set's images, or has no
 *   form in whole numbers where that is asked for
 */
export async function evaluateFile(
  file: string,
  { dataset, integer }: { readonly dataset: string; readonly integer: boolean },
  log: (line: string) => void,
): Promise<EvaluatedFile> {
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
  const evaluation = await evaluate(network, examples, { split: 'test', withIntegers: integer });
  const ledger = weighModel(await network.toEffectiveSnapshot(), evaluation, await measureLatency(network));
  network.dispose();
  // The file's own length, not that of the same model written anew.
  const { integers } = evaluation;
  return { ledger: { ...ledger, fileBytes: bytes.length }, ...(integers && { integers }) };
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
