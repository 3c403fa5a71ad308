/**
 * What does a network see in one image? Softmax probabilities of one image of bytes, normalised as its data
 * set's batches are; and what one of its layers reads and makes of it.
 */
import * as tf from '@tensorflow/tfjs-core';
import { createLevels } from '../../data/examples.ts';
import type { LayerReading } from '../../protocol/commands.ts';
import { DATASETS } from '../../spec/datasets.ts';
import { runForward } from '../models/forward.ts';
import type { Network } from '../models/network.ts';
import { freezeNetwork } from '../pass/freeze.ts';

/**
 * @param pixels bytes [height, width, channels]
 * @returns [classes], adding up to 1
 * @throws when the image does not have the network's input shape
 */
export async function predict(network: Network, pixels: Uint8Array): Promise<Float32Array> {
  const values = toImage(network, pixels);
  const { inputShape } = network.spec;
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

/**
 * A dense or convolutional layer of the net at work on one image.
 * @param layer its name, among the net's outermost layers
 * @throws when there is no such layer, or the image does not have the network's input shape
 */
export async function readLayer(network: Network, layer: string, pixels: Uint8Array): Promise<LayerReading> {
  const { spec } = network;
  const at = spec.layers.findIndex((each) => 'name' in each && each.name === layer);
  if (at < 0) throw new Error(`${spec.name} has no layer ${layer}`);
  const image = toImage(network, pixels);
  const before = `layers[${at - 1}]`;
  const seen = new Map<string, tf.Tensor>();
  const keep = (key: string) =>
    [key, (output: tf.Tensor) => void seen.set(key, tf.keep(output.clone()))] as const;
  const observe = new Map([...(at === 0 ? [] : [keep(before)]), keep(layer)]);
  tf.tidy(() => {
    runForward(spec, (name) => network.effective(name), tf.tensor4d(image, [1, ...spec.inputShape]), {
      observe,
    });
  });
  try {
    const read = async (key: string) => Float32Array.from(await seen.get(key)!.data<'float32'>());
    return { inputs: at === 0 ? image : await read(before), outputs: await read(layer) };
  } finally {
    tf.dispose([...seen.values()]);
  }
}

function toImage({ spec: { inputShape, name } }: Network, pixels: Uint8Array): Float32Array {
  const info = Object.values(DATASETS).find(({ imageShape }) => imageShape.join() === inputShape.join());
  const size = tf.util.sizeFromShape([...inputShape]);
  if (info === undefined || pixels.length !== size) {
    throw new Error(`${name} reads images of ${size} bytes, got ${pixels.length}`);
  }
  const levels = createLevels(info);
  const channels = inputShape[2];
  return Float32Array.from(pixels, (byte, index) => levels[(index % channels) * 256 + byte]!);
}
