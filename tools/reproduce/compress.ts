/**
 * From a checkpoint, or from random weights, to a file, by a recipe, and back: what does each stage of Deep
 * Compression save, in bytes that were really written? The error is that of the net that was read back from
 * the file.
 */
import { decodeModel, encodeModel } from '../../src/codec/container.ts';
import { hashWeights } from '../../src/codec/hash.ts';
import { evaluate } from '../../src/core/measure/evaluate.ts';
import { initializeModel } from '../../src/core/models/initialize.ts';
import { Network } from '../../src/core/models/network.ts';
import type { RunEvent } from '../../src/protocol/events.ts';
import type { FileParts, LayerLedger, Ledger } from '../../src/protocol/ledger.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { toModelSpec } from '../../src/recipe/fit.ts';
import type { Recipe } from '../../src/recipe/schema.ts';
import { findCheckpoint } from '../../src/spec/zoo.ts';
import type { Coding } from '../../src/techniques/code/stage.ts';
import { loadCheckpoint, openDataset, startHeadless } from '../headless/engine.ts';
import { type RunMeans, runRecipe } from '../headless/run.ts';

/** One coding of a layer's kernel. Bits are per weight that is not zero, everything in the stream counted. */
export interface CodedLayer {
  readonly encoding: LayerLedger['encoding'];
  readonly bytes: number;
  readonly weightBits: number;
  readonly indexBits: number;
  readonly codebookBytes: number;
  /** Of the dense kernel's size. */
  readonly rate: number;
}

export interface CompressedLayer {
  readonly layer: string;
  readonly weights: number;
  readonly nonZeros: number;
  readonly kept: number;
  readonly clusters: number | null;
  readonly codings: Readonly<Record<Coding, CodedLayer>>;
}

export interface Compressed {
  readonly model: string;
  readonly denseBytes: number;
  /** Of the checkpoint that it started from, and its hash; null where it started from random weights. */
  readonly denseError: number | null;
  readonly checkpointSha256: string | null;
  readonly weights: number;
  readonly nonZeros: number;
  /**
   * Whole files, every header counted: after pruning (float weights), then the final weights in each coding.
   */
  readonly prunedBytes: number | null;
  readonly codedBytes: Readonly<Record<Coding, number>>;
  /** The file that the recipe asks for. */
  readonly coding: Coding;
  readonly fileBytes: number;
  readonly fileParts: FileParts;
  /** Of the net read back from that file, on the whole test set. */
  readonly error: number;
  readonly wrong: number;
  readonly tested: number;
  readonly elapsedMs: number;
  readonly weightsSha256: string;
  readonly layers: readonly CompressedLayer[];
}

const CODINGS: readonly Coding[] = ['raw', 'huffman', 'arithmetic'];

/** @returns what came of the recipe, and the file's bytes */
export async function compress(
  recipe: Recipe,
  log: (line: string) => void,
  onEvent: (event: RunEvent) => void,
  means: Pick<RunMeans, 'workers' | 'keptIn'>,
): Promise<{ result: Compressed; bytes: Uint8Array }> {
  if (!('name' in recipe.model)) throw new Error('The recipe must be of a model that the lab knows by name.');
  await startHeadless();
  const dataset = await openDataset(recipe.dataset.name, log);
  const test = dataset.select().test;
  await test.whenLoaded();
  const name = recipe.start.kind === 'checkpoint' ? findCheckpoint(recipe.model) : undefined;
  const trained = name && (await loadCheckpoint(name));
  const dense = trained ?? initializeModel(toModelSpec(recipe.model), recipe.seed);

  const ledgers: Ledger[] = [];
  let elapsedMs = 0;
  const listen = (event: RunEvent) => {
    if (event.kind === 'stageEnded') ledgers.push(event.ledger);
    if (event.kind === 'runEnded') elapsedMs = event.elapsedMs;
    onEvent(event);
  };
  const model = await runRecipe(recipe, log, listen, means);
  const { bytes, parts } = encodeModel(model);
  const { error, wrong, tested } = await evaluateModel({ ...decodeModel(bytes), transforms: [] }, test);
  const last = ledgers.at(-1);
  if (last === undefined) throw new Error('The recipe has no stages.');
  const pruned = ledgers.findLast(({ layers }) => layers.every(({ clusters }) => clusters === undefined));
  const files = Object.fromEntries(
    CODINGS.map((coding) => [coding, encodeModel(model, { coding })]),
  ) as Record<Coding, ReturnType<typeof encodeModel>>;
  const result: Compressed = {
    model: recipe.model.name,
    denseBytes: encodeModel(dense, { dense: true }).bytes.length,
    denseError: trained ? (await evaluateModel(trained, test)).error : null,
    checkpointSha256: trained ? hashWeights(trained.tensors) : null,
    weights: sum(last.layers.map(({ weights }) => weights)),
    nonZeros: sum(last.layers.map(({ nonZeros }) => nonZeros)),
    prunedBytes: pruned?.fileBytes ?? null,
    codedBytes: mapCodings((coding) => files[coding].bytes.length),
    coding: model.coding ?? 'raw',
    fileBytes: bytes.length,
    fileParts: parts,
    error,
    wrong,
    tested,
    elapsedMs,
    weightsSha256: last.weightsSha256,
    layers: last.layers.map((layer) => ({
      layer: layer.layer,
      weights: layer.weights,
      nonZeros: layer.nonZeros,
      kept: layer.nonZeros / layer.weights,
      clusters: layer.clusters ?? null,
      codings: mapCodings((coding) => toCodedLayer(layer, files[coding])),
    })),
  };
  return { result, bytes };
}

function toCodedLayer(
  { layer, weights, nonZeros }: LayerLedger,
  file: ReturnType<typeof encodeModel>,
): CodedLayer {
  const tensor = file.tensors.find(({ name }) => name === `${layer}/kernel`)!;
  return {
    encoding: tensor.encoding,
    bytes: tensor.fileBytes,
    weightBits: (8 * tensor.weightBytes) / nonZeros,
    indexBits: (8 * tensor.indexBytes) / nonZeros,
    codebookBytes: tensor.codebookBytes,
    rate: tensor.fileBytes / (4 * weights),
  };
}

async function evaluateModel(
  model: ModelSnapshot,
  examples: Parameters<typeof evaluate>[1],
): ReturnType<typeof evaluate> {
  const network = Network.fromSnapshot(model);
  try {
    return await evaluate(network, examples, { split: 'test' });
  } finally {
    network.dispose();
  }
}

function mapCodings<Value>(toValue: (coding: Coding) => Value): Record<Coding, Value> {
  return Object.fromEntries(CODINGS.map((coding) => [coding, toValue(coding)])) as Record<Coding, Value>;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
