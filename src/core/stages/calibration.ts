/** What layers give for the first training images, whose labels nothing reads. */
import * as tf from '@tensorflow/tfjs-core';
import { runForward } from '../models/forward.ts';
import type { Network } from '../models/network.ts';
import type { StageContext } from './context.ts';

/** Images that are looked at at once. */
const BATCH = 64;

export type CalibrationContext = Pick<StageContext, 'splits' | 'yieldThread'>;

/** A batch of images [count, height, width, channels], and outputs of layers by path. */
export interface CalibrationBatch {
  readonly images: Float32Array;
  readonly count: number;
  /** In row-major order. */
  readonly outputs: ReadonlyMap<string, Float32Array>;
}

/**
 * Puts the first training images through a network, batch by batch.
 * @param paths of the layers whose outputs are wanted
 * @throws where the training split is empty
 */
export async function* calibrate(
  network: Network,
  paths: readonly string[],
  images: number,
  { splits: { train }, yieldThread }: CalibrationContext,
): AsyncGenerator<CalibrationBatch> {
  if (train.count === 0) throw new Error('there are no training images to calibrate with');
  await train.whenLoaded(images);
  const { spec } = network;
  const effective = new Map(network.tensors.map(({ name }) => [name, network.effective(name)]));
  try {
    const all = Math.min(images, train.count);
    for (let from = 0; from < all; from += BATCH) {
      const count = Math.min(BATCH, all - from);
      const pixels = new Float32Array(count * tf.util.sizeFromShape([...spec.inputShape]));
      const indices = Int32Array.from({ length: count }, (_, index) => from + index);
      train.fillBatch(indices, pixels, new Int32Array(count));
      const kept = new Map<string, tf.Tensor>();
      tf.tidy(() => {
        const keep = (path: string) => (output: tf.Tensor) => void kept.set(path, tf.keep(tf.clone(output)));
        runForward(spec, (name) => effective.get(name)!, tf.tensor4d(pixels, [count, ...spec.inputShape]), {
          observe: new Map(paths.map((path) => [path, keep(path)])),
        });
      });
      const outputs = new Map<string, Float32Array>();
      for (const [path, output] of kept) {
        outputs.set(path, await output.data<'float32'>());
        output.dispose();
      }
      yield { images: pixels, count, outputs };
      await yieldThread();
    }
  } finally {
    tf.dispose([...effective.values()]);
  }
}
