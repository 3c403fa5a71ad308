/** Values and descriptions of kernels that have no net, for tests of what is done to one kernel. */
import { createStream } from '../math/random.ts';
import type { TensorInfo } from '../spec/tensors.ts';

/** Uniform between -bound and bound, the same for the same name. */
export function drawValues(name: string, size: number, bound = 1): Float32Array {
  const values = new Float32Array(size);
  createStream(3, name).fillUniform(values, -bound, bound);
  return values;
}

/** A kernel named `w`, whose units are its last axis. */
export function kernelInfo(shape: readonly number[]): TensorInfo {
  return { name: 'w', layer: 'w', role: 'kernel', shape, units: shape.at(-1)! };
}

/** Stands for the parameters of a transform that has none. */
export function readNone(name: string): never {
  throw new Error(`there is no ${name}`);
}
