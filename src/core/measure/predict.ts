/**
 * What does a network see in one image? Softmax probabilities of one image of bytes, normalised as its data
 * set's batches are.
 */
import * as tf from '@tensorflow/tfjs-core';
import { createLevels } from '../../data/examples.ts';
import { DATASETS } from '../../spec/datasets.ts';
import type { Network } from '../models/network.ts';
import { freezeNetwork } from '../pass/freeze.ts';

/**
 * @param pixels bytes [height, width, channels]
 * @returns [classes], adding up to 1
 * @throws when the image does not have the network's input shape
 */
export async function predict(network: Network, pixels: Uint8Array): Promise<Float32Array> {
  const { inputShape, name } = network.spec;
  const info = Object.values(DATASETS).find(({ imageShape }) => imageShape.join() === inputShape.join());
  const size = tf.util.sizeFromShape([...inputShape]);
  if (info === undefined || pixels.length !== size) {
    throw new Error(`${name} reads images of ${size} bytes, got ${pixels.length}`);
  }
  const levels = createLevels(info);
  const channels = inputShape[2];
  const values = Float32Array.from(pixels, (byte, index) => levels[(index % channels) * 256 + byte]!);
  const frozen = freezeNetwork(network);
  try {
    const probabilities = tf.tidy(() => tf.softmax(frozen.forward(tf.tensor4d(values, [1, ...inputShape]))));
    const answer = Float32Array.from(await probabilities.data<'float32'>());
    probabilities.dispose();
    return answer;
  } finally {
    frozen.dispose();
  }
}
