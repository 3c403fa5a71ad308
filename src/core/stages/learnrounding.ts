/**
 * Learned rounding on a live network: each quantized kernel takes the whole numbers that change its layer's
 * outputs least (AdaRound, Nagel et al. 2020, arXiv 2004.10568). Outputs are those on the inputs that the net
 * gives as it stands. A layer with a bias of its own has the mean change taken back by it. Left out on
 * purpose: depthwise convolutions, whose few weights a unit are rounded to nearest, and a relu after the
 * layer.
 */
import { toGridValue } from '../../math/lineargrid.ts';
import type { TensorInfo } from '../../spec/tensors.ts';
import { toGrouping } from '../../techniques/quantize/steps.ts';
import { type QuantizerSnapshot, readGrids } from '../../techniques/quantize/transform.ts';
import type { StageOf } from '../../techniques/stages.ts';
import type { Network } from '../models/network.ts';
import type { StageContext } from './context.ts';
import { type InputMoments, measureMoments } from './moments.ts';
import { learnSteps, type RoundingProblem } from './rounding.ts';

export async function learnRoundingOf(
  network: Network,
  { images, steps }: StageOf<'learnRounding'>,
  context: Pick<StageContext, 'splits' | 'yieldThread'>,
): Promise<Network> {
  const quantizers = findQuantizers(network);
  if (quantizers.size === 0)
    throw new Error('no weights are quantized: quantize them before their rounding is learnt');
  const moments = await measureMoments(network, new Set(quantizers.keys()), images, context);
  for (const each of moments) {
    const quantizer = quantizers.get(each.layer.name)!;
    if (!each.second.every(Number.isFinite))
      throw new Error(`the rounding of ${each.layer.name} cannot be learnt: what it reads is not all finite`);
    await roundLayer(network, each, quantizer, steps, context.yieldThread);
  }
  return network;
}

/** Kernels on even grids, by layer. */
function findQuantizers(network: Network): ReadonlyMap<string, QuantizerSnapshot> {
  return new Map(
    network.tensors.flatMap(({ name, layer, role }) => {
      if (role !== 'kernel') return [];
      const snapshot = network.transforms(name).flatMap((each) => each.toSnapshot?.() ?? []);
      const quantizer = snapshot.find((each) => each.kind === 'quantizer');
      return quantizer === undefined ? [] : [[layer, quantizer] as const];
    }),
  );
}

async function roundLayer(
  network: Network,
  { layer, depth, second, mean }: InputMoments,
  quantizer: QuantizerSnapshot,
  steps: number,
  yieldThread: () => Promise<void>,
): Promise<void> {
  const [kernel, bias] = [`${layer.name}/kernel`, `${layer.name}/bias`];
  const info = network.info(kernel);
  const weights = await network.readBefore(kernel, 'grid');
  const takesMean = layer.bias !== false && network.transforms(bias).length === 0;
  const centred = second.map((each, place) =>
    takesMean ? each - mean[Math.floor(place / depth)]! * mean[place % depth]! : each,
  );
  const { problem, toValues } = await createProblem(network, quantizer, info, weights, centred);
  const rounded = toValues(await learnSteps(problem, steps, yieldThread));
  if (takesMean) {
    const biases = await network.readLatent(bias);
    network.setValues(
      bias,
      biases.map((value, unit) => value - sumShift(rounded, weights, mean, unit, info.units)),
    );
  }
  network.setValues(kernel, rounded);
}

/** The mean change of a unit's output. */
function sumShift(
  rounded: Float32Array,
  weights: Float32Array,
  mean: Float64Array,
  unit: number,
  units: number,
): number {
  return mean.reduce((sum, each, row) => {
    const place = row * units + unit;
    return sum + each * (rounded[place]! - weights[place]!);
  }, 0);
}

async function createProblem(
  network: Network,
  quantizer: QuantizerSnapshot,
  info: TensorInfo,
  weights: Float32Array,
  second: Float64Array,
): Promise<{ problem: RoundingProblem; toValues: (steps: Float32Array) => Float32Array }> {
  const parameters = new Map<string, Float32Array>();
  for (const { name } of network.stored)
    if (name.startsWith(`${info.name}/`)) parameters.set(name, await network.readLatent(name));
  const grids = readGrids(quantizer, (name) => parameters.get(name)!);
  const { groupOf } = toGrouping(quantizer, info);
  const fill = (of: (grid: (typeof grids)[number]) => number) =>
    weights.map((_, place) => of(grids[groupOf(place)]!));
  const steps = fill(({ scale }) => scale);
  const problem = {
    units: info.units,
    second,
    ratios: weights.map((weight, place) => weight / steps[place]!),
    steps,
    lows: fill(({ least, zeroPoint }) => least - zeroPoint),
    highs: fill(({ most, zeroPoint }) => most - zeroPoint),
  };
  const toValues = (whole: Float32Array) =>
    whole.map((each, place) => {
      const grid = grids[groupOf(place)]!;
      return toGridValue(each + grid.zeroPoint, grid);
    });
  return { problem, toValues };
}
