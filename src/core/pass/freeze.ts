/** What is computed once when a network is to answer many times? Its effective weights. */
import * as tf from '@tensorflow/tfjs-core';
import { runForward } from '../models/forward.ts';
import type { Network } from '../models/network.ts';

/** Effective tensors of a network, held for many forward passes. */
export interface FrozenNetwork {
  /** Logits [batch, classes] of normalised images; caller disposes. */
  forward(images: tf.Tensor4D): tf.Tensor2D;
  dispose(): void;
}

export function freezeNetwork(network: Network): FrozenNetwork {
  const effective = new Map(network.tensors.map(({ name }) => [name, tf.keep(network.effective(name))]));
  return {
    forward: (images) => tf.tidy(() => runForward(network.spec, (name) => effective.get(name)!, images)),
    dispose: () => tf.dispose([...effective.values()]),
  };
}
