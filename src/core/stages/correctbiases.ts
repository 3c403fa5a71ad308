/** Bias correction on a live network, layer by layer from the images on. */
import { listLayers } from '../../spec/walk.ts';
import type { StageOf } from '../../techniques/stages.ts';
import type { Network } from '../models/network.ts';
import { type CalibrationContext, calibrate } from './calibration.ts';
import { liftGrids } from './float.ts';

/**
 * Moves each bias by what its unit gives on average without grids, less what it gives with them; layers
 * before it are corrected already. Biases that share values stay as they are.
 * @throws where a mean is not finite
 */
export async function correctBiasesOf(
  network: Network,
  { images }: StageOf<'correctBiases'>,
  context: CalibrationContext,
): Promise<Network> {
  const layers = listBiased(network);
  const plain = liftGrids(await network.toSnapshot());
  let wanted: Means;
  try {
    wanted = await measureMeans(plain, layers, images, context);
  } finally {
    plain.dispose();
  }
  for (const layer of layers) {
    const given = (await measureMeans(network, [layer], images, context)).get(layer)!;
    const name = `${layer}/bias`;
    const bias = await network.readLatent(name);
    const corrected = bias.map((value, unit) => value + (wanted.get(layer)![unit]! - given[unit]!));
    if (!corrected.every(Number.isFinite))
      throw new Error(`the biases of ${layer} cannot be corrected: its outputs are not all finite`);
    network.setValues(name, corrected);
  }
  return network;
}

/** Layers with a bias of their own, in the order in which a pass meets them. */
function listBiased(network: Network): string[] {
  const biased = new Set(
    network.tensors
      .filter(({ role, name }) => role === 'bias' && network.transforms(name).length === 0)
      .map(({ layer }) => layer),
  );
  return listLayers(network.spec.layers).flatMap(({ layer }) =>
    'name' in layer && biased.has(layer.name) ? [layer.name] : [],
  );
}

/** The mean of each unit's output over images and places, by layer. */
type Means = ReadonlyMap<string, Float64Array>;

async function measureMeans(
  network: Network,
  layers: readonly string[],
  images: number,
  context: CalibrationContext,
): Promise<Means> {
  const sums = new Map(
    layers.map((layer) => [layer, new Float64Array(network.info(`${layer}/bias`).units)] as const),
  );
  const counts = new Map<string, number>();
  for await (const { outputs } of calibrate(network, layers, images, context))
    for (const [layer, values] of outputs) {
      const sum = sums.get(layer)!;
      for (let place = 0; place < values.length; place++) sum[place % sum.length]! += values[place]!;
      counts.set(layer, (counts.get(layer) ?? 0) + values.length / sum.length);
    }
  return new Map([...sums].map(([layer, sum]) => [layer, sum.map((each) => each / counts.get(layer)!)]));
}
