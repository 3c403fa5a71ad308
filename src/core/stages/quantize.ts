/** A quantize stage on a live network: kernels lie on grids from then on. */

import { createStream } from '../../math/random.ts';
import type { ModelSpec } from '../../spec/model.ts';
import type { TensorInfo } from '../../spec/tensors.ts';
import { listLayers } from '../../spec/walk.ts';
import { toBits } from '../../techniques/bits.ts';
import {
  drawValues,
  findGrids,
  startSteps,
  toFoldedSteps,
  toFoldFactors,
  toGrouping,
} from '../../techniques/quantize/steps.ts';
import { listGridTensors, type QuantizerSnapshot, readGrids } from '../../techniques/quantize/transform.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { partOf } from '../../techniques/transforms.ts';
import type { Network } from '../models/network.ts';
import { createQuantizer } from '../transforms/quantizer.ts';
import type { StageContext } from './context.ts';

/**
 * Quantizes every kernel that the stage gives bits, anew where it was quantized before.
 * @throws where weights have no grid, or share values and would be rounded by chance one by one
 */
export async function quantizeNetwork(
  network: Network,
  stage: StageOf<'quantize'>,
  { seed }: Pick<StageContext, 'seed'> = { seed: 0 },
): Promise<Network> {
  const { groupSize, scheme, steps: rule, share, deviations } = stage;
  const isStochastic = stage.rounding === 'stochastic';
  for (const info of network.tensors) {
    const bits = info.role === 'kernel' ? toBits(stage, info) : undefined;
    if (bits === undefined) continue;
    const { name: tensor } = info;
    const learns = rule === 'learnt';
    const norm = stage.per === 'folded' ? findNorm(network.spec, info.layer) : undefined;
    const per = stage.per !== 'folded' ? stage.per : norm === undefined ? 'tensor' : 'channel';
    const snapshot: QuantizerSnapshot = {
      ...{ kind: 'quantizer', tensor, bits, per, groupSize, scheme, learns },
      ...(rule === 'follow' && { follows: true }),
      ...(isStochastic && { isStochastic }),
      ...(norm !== undefined && { norm }),
    };
    const values = await network.readBefore(tensor, 'grid');
    const grouping = toGrouping(snapshot, info);
    const grids = learns
      ? undefined
      : naming(info.layer, () => findGrids(values, grouping, { rule, bits, share, deviations }, scheme));
    const steps =
      norm === undefined
        ? grids?.map(({ scale }) => scale)
        : await foldSteps(network, norm, values, snapshot);
    const starts = [
      steps === undefined ? startSteps(values, grouping, bits) : Float32Array.from(steps),
      Float32Array.from(grids ?? [], ({ zeroPoint }) => zeroPoint),
    ];
    network.replaceTransform(
      tensor,
      createQuantizer(snapshot, info),
      listGridTensors(snapshot, info).map((each, index) => ({ info: each, values: starts[index]! })),
    );
    if (isStochastic) await drawRounding(network, snapshot, info, values, seed);
  }
  return network;
}

/** Puts weights on their grid by chance, once: the stage's own rounding. */
async function drawRounding(
  network: Network,
  snapshot: QuantizerSnapshot,
  info: TensorInfo,
  values: Float32Array,
  seed: number,
): Promise<void> {
  const { name } = info;
  if (network.transforms(name).some(({ kind }) => partOf(kind) === 'sharing'))
    throw new Error(
      `the weights of ${info.layer} share values, which cannot be rounded by chance one by one`,
    );
  const parameters = new Map<string, Float32Array>();
  for (const each of listGridTensors(snapshot, info))
    parameters.set(each.name, await network.readLatent(each.name));
  const uniform = new Float32Array(values.length);
  createStream(seed, 'rounding', name).fillUniform(uniform, 0, 1);
  const grids = readGrids(snapshot, (each) => parameters.get(each)!);
  network.setValues(name, drawValues(values, grids, toGrouping(snapshot, info), uniform));
}

/** The batch norm behind a layer. */
function findNorm({ layers }: ModelSpec, name: string): string | undefined {
  const place = listLayers(layers).find(({ layer }) => 'name' in layer && layer.name === name);
  const next = place?.list[place.index + 1];
  return next?.kind === 'batchNorm' ? next.name : undefined;
}

async function foldSteps(
  network: Network,
  norm: string,
  values: Float32Array,
  { bits, scheme }: QuantizerSnapshot,
): Promise<Float32Array> {
  const [scale, variance] = [
    await network.readLatent(`${norm}/scale`),
    await network.readLatent(`${norm}/movingVariance`),
  ];
  return toFoldedSteps(values, toFoldFactors(scale, variance), bits, scheme);
}

/** Has an error say which layer it is about. */
function naming<Result>(layer: string, find: () => Result): Result {
  try {
    return find();
  } catch (error) {
    throw new Error(`the weights of ${layer} cannot be quantized: ${(error as Error).message}`);
  }
}
