/** A stage that quantizes activations on a live network: a net with quantizers behind its relus. */
import * as tf from '@tensorflow/tfjs-core';
import { listTensors } from '../../spec/shapes.ts';
import type { TensorSnapshot } from '../../spec/tensors.ts';
import { listNewQuantizers, quantizeActivationsOf } from '../../techniques/quantizeactivations/spec.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { runForward } from '../models/forward.ts';
import { Network } from '../models/network.ts';
import type { StageContext } from './context.ts';

/** Training images that are looked at, and how many at once. */
const IMAGES = 256;
const BATCH = 64;

/** Every new quantizer's bound is the largest activation that the first training images give. */
export async function quantizeActivations(
  network: Network,
  stage: StageOf<'quantizeActivations'>,
  context: Pick<StageContext, 'splits' | 'yieldThread'>,
): Promise<Network> {
  const spec = quantizeActivationsOf(network.spec, stage);
  const added = listNewQuantizers(network.spec, spec);
  const largest = await findLargest(
    network,
    added.map(({ relu }) => relu),
    context,
  );
  const model = await network.toSnapshot();
  const bounds = new Map(added.map(({ name, relu }) => [`${name}/bound`, largest.get(relu)!]));
  const tensors = listTensors(spec).flatMap((info): TensorSnapshot[] => {
    const bound = bounds.get(info.name);
    return bound === undefined ? [] : [{ ...info, values: Float32Array.of(bound) }];
  });
  return Network.fromSnapshot({ ...model, spec, tensors: [...model.tensors, ...tensors] });
}

/** The largest output of layers by path, over the first training images; 1 where all are zero. */
async function findLargest(
  network: Network,
  paths: readonly string[],
  { splits: { train }, yieldThread }: Pick<StageContext, 'splits' | 'yieldThread'>,
): Promise<ReadonlyMap<string, number>> {
  await train.whenLoaded(IMAGES);
  const largest = new Map(paths.map((path) => [path, 0]));
  const effective = new Map(network.tensors.map(({ name }) => [name, network.effective(name)]));
  try {
    const count = Math.min(IMAGES, train.count);
    for (let from = 0; from < count; from += BATCH) {
      const images = Math.min(BATCH, count - from);
      const pixels = new Float32Array(images * tf.util.sizeFromShape([...network.spec.inputShape]));
      train.fillBatch(
        Int32Array.from({ length: images }, (_, index) => from + index),
        pixels,
        new Int32Array(images),
      );
      tf.tidy(() => {
        const see = (path: string) => (output: tf.Tensor) => {
          largest.set(path, Math.max(largest.get(path)!, tf.max(output).dataSync()[0]!));
        };
        runForward(
          network.spec,
          (name) => effective.get(name)!,
          tf.tensor4d(pixels, [images, ...network.spec.inputShape]),
          { observe: new Map(paths.map((path) => [path, see(path)])) },
        );
      });
      await yieldThread();
    }
  } finally {
    tf.dispose([...effective.values()]);
  }
  return new Map([...largest].map(([path, value]) => [path, value > 0 ? value : 1]));
}
