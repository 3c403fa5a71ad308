/**
 * Mean softmax cross-entropy with its gradient, fused and bit-exact on WASM (float64 inside, own exponential
 * and logarithm), composed of tfjs operations elsewhere.
 */
import * as tf from '@tensorflow/tfjs-core';
import { kernelModuleOf } from './module.ts';

const FORWARD = 'SoftmaxCrossEntropy';
const BACKWARD = 'SoftmaxCrossEntropyGrad';

/**
 * -mean over rows of sum_c target_c * log softmax(logits)_c, in nats. Its gradient by the logits is (softmax
 * * mass - target) / batch where mass is the sum of a row of targets. No gradient flows into the targets.
 * @param logits [batch, classes]
 * @param targets [batch, classes], each row a distribution
 * @returns scalar; the caller disposes it
 */
export function softmaxCrossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  if ((tf.getKernel(FORWARD, tf.getBackend()) ?? null) === null) return composeLoss(logits, targets);
  const outputs = tf.engine().runKernel(FORWARD, { logits, targets }) as unknown as [tf.Scalar, tf.Tensor];
  outputs[1].dispose();
  return outputs[0];
}

/**
 * Each row's probabilities. @param logits [batch, classes] @returns [batch, classes]; the caller disposes it
 */
export function softmax(logits: tf.Tensor2D): tf.Tensor2D {
  if ((tf.getKernel(FORWARD, tf.getBackend()) ?? null) === null) return tf.softmax(logits);
  return tf.tidy(() => {
    const inputs = { logits, targets: tf.zerosLike(logits) };
    const [, probabilities] = tf.engine().runKernel(FORWARD, inputs) as unknown as tf.Tensor2D[];
    return probabilities!;
  });
}

function composeLoss(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => tf.mul(tf.sum(tf.mul(tf.logSoftmax(logits), targets)), -1 / logits.shape[0]));
}

const forward: tf.KernelFunc = ({ inputs, backend }) => {
  const kernels = kernelModuleOf(backend);
  const { logits, targets } = inputs as unknown as { logits: tf.TensorInfo; targets: tf.TensorInfo };
  const [batch, classes] = logits.shape as [number, number];
  const probabilities = kernels.allocate(logits.shape);
  const loss = kernels.allocate([]);
  const [z, t, p] = [logits, targets, probabilities].map((each) => kernels.address(each)) as [
    number,
    number,
    number,
  ];
  const value = kernels.exports.softmaxCrossEntropy(z, t, p, batch, classes);
  kernels.floats()[kernels.address(loss) / 4] = value;
  return [loss, probabilities];
};

const backward: tf.KernelFunc = ({ inputs, backend }) => {
  const kernels = kernelModuleOf(backend);
  const { dy, probabilities, targets } = inputs as unknown as Record<
    'dy' | 'probabilities' | 'targets',
    tf.TensorInfo
  >;
  const [batch, classes] = probabilities.shape as [number, number];
  const dlogits = kernels.allocate(probabilities.shape);
  const [p, t, to] = [probabilities, targets, dlogits].map((each) => kernels.address(each)) as [
    number,
    number,
    number,
  ];
  const factor = (kernels.floats()[kernels.address(dy) / 4] as number) / batch;
  kernels.exports.softmaxCrossEntropyGradient(p, t, to, batch, classes, factor);
  return dlogits;
};

export const LOSS_KERNELS = { [FORWARD]: forward, [BACKWARD]: backward };

export const LOSS_GRADIENT: tf.GradConfig = {
  kernelName: FORWARD,
  inputsToSave: ['targets'],
  outputsToSave: [false, true],
  gradFunc: (dys, saved) => {
    const [targets, probabilities] = saved as [tf.Tensor, tf.Tensor];
    const dy = (dys as tf.Tensor[])[0] as tf.Tensor;
    return {
      logits: () => tf.engine().runKernel(BACKWARD, { dy, probabilities, targets }) as tf.Tensor,
      targets: () => tf.zerosLike(targets),
    };
  },
};
