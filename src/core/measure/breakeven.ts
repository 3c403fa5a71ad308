/**
 * From which sparsity on is a layer faster without its zeros? Measured here and now: the dense kernel of this
 * shape, and the sparse one with random zeros at a few sparsities, one image at a time. Between two of those,
 * time is taken to be linear, as each weight that is left costs the same. Shapes are measured once in the
 * life of the engine.
 */
import { createFloatConvolution, createFloatProduct } from '../../kernels/layers/float.ts';
import type { FloatWeights, ReadyLayer } from '../../kernels/layers/layer.ts';
import { createSparseConvolution } from '../../kernels/layers/sparseconvolution.ts';
import { createSparseProduct } from '../../kernels/layers/sparseproduct.ts';
import type { KernelModule } from '../../kernels/module.ts';
import { createStream } from '../../math/random.ts';
import { CLEAR_NOISE } from '../../math/statistics.ts';
import { sizeOf } from '../../spec/shapes.ts';
import type { WeightedNode } from '../infer/graph.ts';
import { toWindows } from '../infer/steps.ts';
import { type Clock, getDeviceClock } from './clock.ts';
import { findPaces, type Pace } from './pace.ts';

/** Sparsities that are measured. */
export const MEASURED_SPARSITIES = [0.25, 0.5, 0.75, 0.95] as const;

const SAMPLE_MS = 0.4;

export interface SparsityCurve {
  readonly denseMs: number;
  /** At each of MEASURED_SPARSITIES. */
  readonly sparseMs: readonly number[];
  /** How far apart samples of one time were, as a fraction: the most of all. */
  readonly noise: number;
}

const known = new Map<string, SparsityCurve>();

/**
 * One image through a convolution or dense layer of this node's shape. A curve that came out noisy is
 * measured again next time, and the clearer kept.
 */
export function measureCurve(
  kernels: KernelModule,
  node: WeightedNode,
  clock: Clock = getDeviceClock(),
): SparsityCurve {
  const key = JSON.stringify([node.op, node.shape, node.inputShape, node.outputShape, node.stride]);
  const before = known.get(key);
  if (before !== undefined && isClear(before)) return before;
  const measured = measure(kernels, node, clock);
  const curve = before !== undefined && before.noise < measured.noise ? before : measured;
  known.set(key, curve);
  return curve;
}

function measure(kernels: KernelModule, node: WeightedNode, clock: Clock): SparsityCurve {
  const { top, bottom, left, right } = node.pads;
  const [height = 1, width = 1, channels = sizeOf(node.inputShape)] =
    node.inputShape.length === 3 ? node.inputShape : [];
  const [rows, pitch] = [height + top + bottom, width + left + right];
  const pixels = new Float32Array(rows * pitch * channels);
  const chosen = new Float32Array(node.kernel.length);
  createStream(1, 'curve', 'pixels').fillUniform(pixels, -1, 1);
  createStream(1, 'curve', 'chosen').fillUniform(chosen, 0, 1);
  const x = kernels.keep(pixels);
  const y = kernels.reserve(4 * sizeOf(node.outputShape));
  const thin = (sparsity: number): FloatWeights => ({
    kernel: chosen.map((each) => (each < sparsity ? 0 : each)),
    bias: node.bias,
    relu: node.relu,
  });
  const layers: ReadyLayer[] = [];
  try {
    layers.push(create(kernels, node, pitch, false, thin(0)));
    for (const sparsity of MEASURED_SPARSITIES)
      layers.push(create(kernels, node, pitch, true, thin(sparsity)));
    const runs = layers.map((layer) => () => layer.run(x, y));
    const [dense, ...sparse] = findPaces(runs, SAMPLE_MS, clock) as [Pace, ...Pace[]];
    return {
      denseMs: dense.ms,
      sparseMs: sparse.map(({ ms }) => ms),
      noise: Math.max(dense.noise, ...sparse.map(({ noise }) => noise)),
    };
  } finally {
    for (const layer of layers) layer.dispose();
    for (const at of [x, y]) kernels.release(at);
  }
}

function create(
  kernels: KernelModule,
  node: WeightedNode,
  pitch: number,
  isSparse: boolean,
  weights: FloatWeights,
): ReadyLayer {
  if (node.op === 'dense') {
    const [inputs, outputs] = node.shape as [number, number];
    return (isSparse ? createSparseProduct : createFloatProduct)(
      kernels,
      { rows: 1, inputs, outputs },
      weights,
    );
  }
  const windows = toWindows(node, pitch, node.outputShape[1] ?? 1);
  return (isSparse ? createSparseConvolution : createFloatConvolution)(kernels, windows, weights);
}

/** Whether a curve's times are far enough above their noise to read a sparsity from them. */
export function isClear({ noise }: Pick<SparsityCurve, 'noise'>): boolean {
  return noise <= CLEAR_NOISE;
}

/**
 * The sparsity where a curve falls to the dense time; 0 where the sparse kernel is faster with every weight,
 * null where it is slower even at the largest sparsity that was measured.
 */
export function findBreakEven({
  denseMs,
  sparseMs,
}: Pick<SparsityCurve, 'denseMs' | 'sparseMs'>): number | null {
  const first = sparseMs.findIndex((ms) => ms <= denseMs);
  if (first < 0) return null;
  // Before the first point the line through the first two goes on.
  const [low, high] = first === 0 ? [0, 1] : [first - 1, first];
  const [from, to] = [MEASURED_SPARSITIES[low]!, MEASURED_SPARSITIES[high]!];
  const [slow, fast] = [sparseMs[low]!, sparseMs[high]!];
  if (slow <= fast) return from;
  return Math.min(1, Math.max(0, from + ((slow - denseMs) / (slow - fast)) * (to - from)));
}

/** The curve of layers one after the other. */
export function addCurves(curves: readonly SparsityCurve[]): SparsityCurve {
  return {
    denseMs: curves.reduce((sum, { denseMs }) => sum + denseMs, 0),
    sparseMs: MEASURED_SPARSITIES.map((_, i) => curves.reduce((sum, { sparseMs }) => sum + sparseMs[i]!, 0)),
    noise: Math.max(0, ...curves.map(({ noise }) => noise)),
  };
}
