/**
 * Which weights does a prune stage keep? Criterion (the score), scope (per layer or global) and level (a sparsity, a
 * threshold, or a quality factor times the layer's standard deviation) are separate parts; the mask is what they
 * agree on. Pure functions on arrays: the engine turns the answer into mask transforms.
 *
 * A weight that is zero stays zero: pruning never brings one back. The standard deviation is that of the surviving weights,
 * so that the same quality factor bites again after retraining.
 */
import { keepAbove, keepLargest, keepLargestAcross } from '../../math/select.ts';
import { standardDeviation } from '../../math/statistics.ts';
import type { PruneStage } from '../../recipe/schema.ts';
import { type ScoredTensor, scoreWeights } from './criterion.ts';

/** One kernel tensor with its effective values. */
export interface PrunableTensor extends ScoredTensor {
  readonly layer: string;
}

/** 1 where a weight stays, by tensor name. */
export type Masks = ReadonlyMap<string, Uint8Array>;

type Level = PruneStage['sparsity'] | PruneStage['qualityFactor'] | PruneStage['threshold'];

/**
 * The masks of a prune stage, for the tensors that it touches.
 * @param tensors every kernel of the model, in its order
 * @param stage with schedule `once`
 */
export function computeMasks(tensors: readonly PrunableTensor[], stage: PruneStage, seed: number): Masks {
  // The units of the last layer are the classes: none can be spared.
  const sparable = stage.criterion.kind === 'unit' ? tensors.slice(0, -1) : tensors;
  const touched = sparable.filter(({ layer }) => isTouched(stage, layer));
  const scores = touched.map((tensor) => scoreWeights(stage.criterion, tensor, seed));
  const kept =
    stage.scope === 'global'
      ? keepGlobally(scores, stage)
      : touched.map((tensor, index) => keepInLayer(tensor, scores[index]!, stage));
  return new Map(touched.map(({ name, values }, index) => [name, withoutZeros(kept[index]!, values)]));
}

function isTouched(stage: PruneStage, layer: string): boolean {
  if (stage.except?.includes(layer)) return false;
  return levelOf(stage.sparsity ?? stage.qualityFactor ?? stage.threshold, layer) !== undefined;
}

function levelOf(level: Level, layer: string): number | undefined {
  return typeof level === 'object' ? level[layer] : level;
}

/** How many of `count` weights stay at a sparsity: rounded to the nearest, half up. */
export function toKeepCount(count: number, sparsity: number): number {
  return count - Math.round(count * sparsity);
}

function keepGlobally(scores: readonly Float32Array[], stage: PruneStage): readonly Uint8Array[] {
  if (typeof stage.threshold === 'number')
    return scores.map((each) => keepAbove(each, stage.threshold as number));
  const count = scores.reduce((sum, each) => sum + each.length, 0);
  return keepLargestAcross(scores, toKeepCount(count, stage.sparsity as number));
}

function keepInLayer({ layer, values }: PrunableTensor, scores: Float32Array, stage: PruneStage): Uint8Array {
  const sparsity = levelOf(stage.sparsity, layer);
  if (sparsity !== undefined) return keepLargest(scores, toKeepCount(scores.length, sparsity));
  const factor = levelOf(stage.qualityFactor, layer);
  const threshold =
    factor !== undefined
      ? factor * standardDeviation(values.filter((value) => value !== 0))
      : levelOf(stage.threshold, layer)!;
  return keepAbove(scores, threshold);
}

function withoutZeros(kept: Uint8Array, values: Float32Array): Uint8Array {
  return kept.map((keep, index) => (values[index] === 0 ? 0 : keep));
}
