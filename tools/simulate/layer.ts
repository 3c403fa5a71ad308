/**
 * A dense layer of a model file as a machine keeps it, and what it reads of the first test images.
 */
import * as tf from '@tensorflow/tfjs-core';
import { decodeModel } from '../../src/codec/container.ts';
import { runForward } from '../../src/core/models/forward.ts';
import { Network } from '../../src/core/models/network.ts';
import { toCodedKernel } from '../../src/math/eie/coded.ts';
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

/** A dense layer with its weights in floats and what it reads. */
export interface LayerOfFile {
  /** [depth, outputs] */
  readonly weights: Float32Array;
  readonly depth: number;
  readonly outputs: number;
  /** [images, depth] */
  readonly inputs: Float32Array;
}

/**
 * @param wanted as in `model.fwm:fc1`
 * @param images test images, the first ones
 * @throws with one sentence where there is no such file or layer
 */
export async function readLayer(
  wanted: string | undefined,
  choices: string,
  images: number,
  log: (line: string) => void,
): Promise<LayerOfFile> {
  const [file, name] = /^(.+):([^:]+)$/.exec(wanted ?? '')?.slice(1) ?? [];
  if (file === undefined || name === undefined)
    throw new Error(`--workload must be ${choices}MODEL.fwm:LAYER, got ${wanted ?? 'nothing'}.`);
  const model = { ...decodeModel(await readModelBytes(file)), transforms: [] };
  const { spec } = model;
  const at = spec.layers.findIndex((layer) => layer.kind === 'dense' && layer.name === name);
  if (at < 0) throw new Error(`${spec.name} has no dense layer ${name}; ${listDense(spec)}.`);
  const kernel = model.tensors.find((each) => each.name === `${name}/kernel`)!;
  const [depth, outputs] = kernel.shape as [number, number];
  await startHeadless();
  const inputs = await readInputs(model, at, images, log);
  return { weights: kernel.values, depth, outputs, inputs };
}

/** @throws with one sentence where there is no such file or layer, or it has no form on the machine */
export async function openLayer(
  wanted: string | undefined,
  choices: string,
  elements: number,
  log: (line: string) => void,
): Promise<OpenLayer> {
  const { weights, outputs, inputs } = await readLayer(wanted, choices, 1, log);
  const matrix = dealColumns(toCodes(weights, outputs, wanted ?? ''), outputs, elements);
  return { matrix, active: Int32Array.from([...inputs.keys()].filter((index) => inputs[index] !== 0)) };
}

function listDense({ layers }: ModelSpec): string {
  const names = layers.flatMap((layer) => (layer.kind === 'dense' ? [layer.name] : []));
  return names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
}

/** 0 for a weight of zero, else the place of its value among all. */
function toCodes(weights: Float32Array, rows: number, name: string): Uint8Array {
  const coded = toCodedKernel(weights, rows);
  if (coded !== null) return coded.codes;
  const others = new Set(weights);
  others.delete(0);
  throw new Error(
    `${name} has ${others.size} different weights beside zero; codes of 4 bits tell ${MOST_VALUES} apart: share them first.`,
  );
}

/** What a layer reads of the first test images. */
async function readInputs(
  model: ModelSnapshot,
  at: number,
  images: number,
  log: (line: string) => void,
): Promise<Float32Array> {
  const { spec } = model;
  const name = findDataset(spec);
  if (name === undefined) throw new Error(`No data set here has the images that ${spec.name} reads.`);
  const examples = (await openDataset(name, log)).select().test;
  await examples.whenLoaded(images);
  const [height, width, channels] = DATASETS[name].imageShape;
  const pixels = new Float32Array(images * height * width * channels);
  examples.fillBatch([...new Array(images).keys()], pixels, new Int32Array(images));
  if (at === 0) return pixels;
  const network = Network.fromSnapshot(model);
  const read = tf.tidy(() => {
    const seen: Float32Array[] = [];
    const observe = new Map([
      [`layers[${at - 1}]`, (output: tf.Tensor) => void seen.push(output.dataSync<'float32'>())],
    ]);
    const batch = tf.tensor4d(pixels, [images, height, width, channels]);
    runForward(spec, (name) => network.effective(name), batch, { observe });
    return seen[0]!;
  });
  network.dispose();
  return read;
}
