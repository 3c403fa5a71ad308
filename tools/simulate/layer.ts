/**
 * A dense layer of a model file as the machine keeps it, and which of its inputs the first test image moves.
 */
import * as tf from '@tensorflow/tfjs-core';
import { decodeModel } from '../../src/codec/container.ts';
import { runForward } from '../../src/core/models/forward.ts';
import { Network } from '../../src/core/models/network.ts';
import type { DealtMatrix } from '../../src/math/eie/columns.ts';
import { dealColumns } from '../../src/math/eie/columns.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { DATASETS, findDataset } from '../../src/spec/datasets.ts';
import type { ModelSpec } from '../../src/spec/model.ts';
import { openDataset, startHeadless } from '../headless/engine.ts';
import { readModelBytes } from '../headless/eval.ts';

/** Values beside zero that 4-bit codes can tell apart. */
const MOST_VALUES = 15;

export interface OpenLayer {
  readonly matrix: DealtMatrix;
  /** Columns whose activation is not zero. */
  readonly active: Int32Array;
}

/** @throws with one sentence where there is no such file or layer, or it has no form on the machine */
export async function openLayer(
  file: string,
  name: string,
  elements: number,
  log: (line: string) => void,
): Promise<OpenLayer> {
  const model = { ...decodeModel(await readModelBytes(file)), transforms: [] };
  const { spec } = model;
  const at = spec.layers.findIndex((layer) => layer.kind === 'dense' && layer.name === name);
  if (at < 0) throw new Error(`${spec.name} has no dense layer ${name}; ${listDense(spec)}.`);
  const kernel = model.tensors.find((each) => each.name === `${name}/kernel`)!;
  const rows = kernel.shape[1]!;
  const matrix = dealColumns(toCodes(kernel.values, name), rows, elements);
  await startHeadless();
  const inputs = await readInputs(model, at, log);
  return { matrix, active: Int32Array.from([...inputs.keys()].filter((index) => inputs[index] !== 0)) };
}

function listDense({ layers }: ModelSpec): string {
  const names = layers.flatMap((layer) => (layer.kind === 'dense' ? [layer.name] : []));
  return names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
}

/** 0 for a weight of zero, else the place of its value among all. */
function toCodes(weights: Float32Array, name: string): Uint8Array {
  const values = [...new Set(weights)].filter((value) => value !== 0);
  if (values.length > MOST_VALUES)
    throw new Error(
      `${name} has ${values.length} different weights beside zero; codes of 4 bits tell ${MOST_VALUES} apart: share them first.`,
    );
  const codes = new Map(values.map((value, index) => [value, index + 1]));
  return Uint8Array.from(weights, (value) => codes.get(value) ?? 0);
}

/** What a layer reads of the first test image. */
async function readInputs(
  model: ModelSnapshot,
  at: number,
  log: (line: string) => void,
): Promise<Float32Array> {
  const { spec } = model;
  const name = findDataset(spec);
  if (name === undefined) throw new Error(`No data set here has the images that ${spec.name} reads.`);
  const examples = (await openDataset(name, log)).select().test;
  await examples.whenLoaded(1);
  const [height, width, channels] = DATASETS[name].imageShape;
  const pixels = new Float32Array(height * width * channels);
  examples.fillBatch([0], pixels, new Int32Array(1));
  if (at === 0) return pixels;
  const network = Network.fromSnapshot(model);
  const read = tf.tidy(() => {
    const seen: Float32Array[] = [];
    const observe = new Map([
      [`layers[${at - 1}]`, (output: tf.Tensor) => void seen.push(output.dataSync<'float32'>())],
    ]);
    const images = tf.tensor4d(pixels, [1, height, width, channels]);
    runForward(spec, (name) => network.effective(name), images, { observe });
    return seen[0]!;
  });
  network.dispose();
  return read;
}
