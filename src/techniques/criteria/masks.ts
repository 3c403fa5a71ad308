/**
 * Masks of a cut. Criterion (the score), scope (per layer or global) and level (a sparsity, a threshold, or a
 * quality factor times the layer's standard deviation) are separate parts; the mask is what they agree on.
 * The engine turns it into mask transforms, and figures draw it as it is.
 *
 * A weight that is zero stays zero: pruning never brings one back. The standard deviation is that of the
 * surviving weights, so that the same quality factor bites again after retraining.
 */
import { keepAbove, keepLargest, keepLargestAcross } from '../../math/select.ts';
import { standardDeviation } from '../../math/statistics.ts';
import { type Criterion, type ScoredTensor, scoreWeights } from './score.ts';

/** One kernel tensor with its effective values. */
export interface PrunableTensor extends ScoredTensor {
  readonly layer: string;
}

/** 1 where a weight stays, by tensor name. */
export type Masks = ReadonlyMap<string, Uint8Array>;

/** One number for all layers, or each layer's; layers that it does not name are left alone. */
export type Levels = number | Readonly<Record<string, number>>;

/** How much goes and by what: exactly one of the three levels is given. */
export interface Cut {
  readonly criterion: Criterion;
  readonly scope: 'layer' | 'global';
  /** Fraction of all weights in scope that are zero afterwards. */
  readonly sparsity?: Levels | undefined;
  /** Threshold as a multiple of the layer's standard deviation. */
  readonly qualityFactor?: Levels | undefined;
  /** Threshold on |w| itself. */
  readonly threshold?: Levels | undefined;
  /** Layers to leave alone. */
  readonly except?: readonly string[] | undefined;
}

/**
 * The masks of a cut, for the tensors that it touches.
 * @param tensors every kernel of the model, in its order
 */
export function computeMasks(tensors: readonly PrunableTensor[], cut: Cut, seed: number): Masks {
  // The units of the last layer are the classes: none can be spared.
  const sparable = cut.criterion.kind === 'unit' ? tensors.slice(0, -1) : tensors;
  const touched = sparable.filter(({ layer }) => isTouched(cut, layer));
  const scores = touched.map((tensor) => scoreWeights(cut.criterion, tensor, seed));
  const kept =
    cut.scope === 'global'
      ? keepGlobally(scores, cut)
      : touched.map((tensor, index) => keepInLayer(tensor, scores[index]!, cut));
  return new Map(touched.map(({ name, values }, index) => [name, withoutZeros(kept[index]!, values)]));
}

function isTouched(cut: Cut, layer: string): boolean {
  if (cut.except?.includes(layer)) return false;
  return levelOf(cut.sparsity ?? cut.qualityFactor ?? cut.threshold, layer) !== undefined;
}

function levelOf(level: Levels | undefined, layer: string): number | undefined {
  return typeof level === 'object' ? level[layer] : level;
}

/** How many of `count` weights stay at a sparsity: rounded to the nearest, half up. */
export function toKeepCount(count: number, sparsity: number): number {
  return count - Math.round(count * sparsity);
}

function keepGlobally(scores: readonly Float32Array[], cut: Cut): readonly Uint8Array[] {
  if (typeof cut.threshold === 'number')
    return scores.map((each) => keepAbove(each, cut.threshold as number));
  const count = scores.reduce((sum, each) => sum + each.length, 0);
  return keepLargestAcross(scores, toKeepCount(count, cut.sparsity as number));
}

function keepInLayer({ layer, values }: PrunableTensor, scores: Float32Array, cut: Cut): Uint8Array {
  const sparsity = levelOf(cut.sparsity, layer);
  if (sparsity !== undefined) return keepLargest(scores, toKeepCount(scores.length, sparsity));
  const factor = levelOf(cut.qualityFactor, layer);
  const threshold =
    factor !== undefined
      ? factor * standardDeviation(values.filter((value) => value !== 0))
      : levelOf(cut.threshold, layer)!;
  return keepAbove(scores, threshold);
}

function withoutZeros(kept: Uint8Array, values: Float32Array): Uint8Array {
  return kept.map((keep, index) => (values[index] === 0 ? 0 : keep));
}
