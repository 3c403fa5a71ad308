/**
 * Tensors rounded to floats of 16 or 8 bits (`math/smallfloat.ts`), value by value. In one pass on WASM; the
 * plain reference elsewhere, which reads the tensor's values.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  leastExponentOf,
  leastOf,
  roundAllToFloat,
  SMALL_FLOATS,
  type SmallFloat,
  type SmallFloatName,
} from '../math/smallfloat.ts';
import { kernelModuleOf } from './module.ts';

const KERNEL = 'RoundToFloat';
const CHECK = 'AreFinite';
const FLOAT32_FRACTION = 23;

/** Every value rounded to the nearest number of the format, ties to even. Caller disposes. */
export function roundTensorToFloat(x: tf.Tensor, format: SmallFloatName): tf.Tensor {
  if ((tf.getKernel(KERNEL, tf.getBackend()) ?? null) !== null)
    return tf.engine().runKernel(KERNEL, { x }, { format }) as tf.Tensor;
  return tf.tensor(roundAllToFloat(SMALL_FLOATS[format], x.dataSync<'float32'>()), x.shape);
}

/** Whether every value is finite. */
export async function areFinite(x: tf.Tensor): Promise<boolean> {
  if ((tf.getKernel(CHECK, tf.getBackend()) ?? null) === null)
    return (await x.data<'float32'>()).every(Number.isFinite);
  const answer = tf.engine().runKernel(CHECK, { x }) as tf.Tensor;
  const [isSo] = await answer.data<'float32'>();
  answer.dispose();
  return isSo === 1;
}

const word = new DataView(new ArrayBuffer(4));

function toBits(value: number): number {
  word.setFloat32(0, value);
  return word.getInt32(0);
}

/** What the kernel asks of a format, in the order of its arguments. */
function toArguments(format: SmallFloat): [number, number, number, number, number] {
  return [
    FLOAT32_FRACTION - format.fractionBits,
    toBits(2 ** leastExponentOf(format)),
    leastOf(format) * 2 ** FLOAT32_FRACTION,
    toBits(format.largest),
    toBits(format.hasInfinities ? Number.POSITIVE_INFINITY : Number.NaN),
  ];
}

const round: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const { x } = inputs as unknown as { x: tf.TensorInfo };
  const { format } = attrs as unknown as { format: SmallFloatName };
  const kernels = kernelModuleOf(backend);
  const y = kernels.allocate(x.shape);
  const count = tf.util.sizeFromShape(x.shape);
  const settings = toArguments(SMALL_FLOATS[format]);
  kernels.exports.roundFloats(kernels.address(x), kernels.address(y), count, ...settings);
  return y;
};

const check: tf.KernelFunc = ({ inputs, backend }) => {
  const { x } = inputs as unknown as { x: tf.TensorInfo };
  const kernels = kernelModuleOf(backend);
  const answer = kernels.allocate([1]);
  const isSo = kernels.exports.areFinite(kernels.address(x), tf.util.sizeFromShape(x.shape));
  kernels.floats()[kernels.address(answer) / 4] = isSo;
  return answer;
};

export const SMALL_FLOAT_KERNELS = { [KERNEL]: round, [CHECK]: check };
