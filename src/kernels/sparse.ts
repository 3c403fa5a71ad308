/**
 * Does a pruned layer become faster? A dense layer's weights as a sparse matrix, and its product with activations on WASM, where only
 * the weights that are left cost time. The lists are by output (compressed sparse rows of the transposed weights), so that
 * each output is one sum in ascending order of its inputs.
 *
 * Left out on purpose: gradients; this is for inference and for measuring it.
 */
import * as tf from '@tensorflow/tfjs-core';
import { kernelModuleOf } from './module.ts';

const KERNEL = 'SparseMatMul';
/** Up to this many rows are multiplied one by one. */
const FEW_ROWS = 3;

/** Weights [inputs, outputs] without their zeros. Owns its tensors until `dispose`. */
export class SparseWeights {
  readonly inputs: number;
  readonly outputs: number;
  /** Weights that are not zero. */
  readonly nonZeros: number;
  readonly #starts: tf.Tensor;
  readonly #indices: tf.Tensor;
  readonly #values: tf.Tensor;

  /** @param weights row-major [inputs, outputs]; NaN counts as a weight */
  constructor(weights: Float32Array, inputs: number, outputs: number) {
    if (weights.length !== inputs * outputs) {
      throw new Error(`weights must have ${inputs} x ${outputs} values, got ${weights.length}`);
    }
    const starts = new Int32Array(outputs + 1);
    for (const [at, value] of weights.entries()) if (value !== 0) starts[(at % outputs) + 1]!++;
    for (let j = 0; j < outputs; j++) starts[j + 1]! += starts[j]!;
    const next = starts.slice();
    const indices = new Int32Array(starts[outputs]!);
    const values = new Float32Array(indices.length);
    for (const [at, value] of weights.entries()) {
      if (value === 0) continue;
      const place = next[at % outputs]!++;
      // As the kernel wants it: a byte offset in a row of floats.
      indices[place] = 4 * Math.floor(at / outputs);
      values[place] = value;
    }
    this.inputs = inputs;
    this.outputs = outputs;
    this.nonZeros = indices.length;
    this.#starts = tf.keep(tf.tensor1d(starts, 'int32'));
    this.#indices = tf.keep(tf.tensor1d(indices, 'int32'));
    this.#values = tf.keep(tf.tensor1d(values));
  }

  /**
   * x w on the WASM backend. Caller disposes.
   * @param x [rows, inputs]
   * @returns [rows, outputs]
   */
  multiply(x: tf.Tensor2D): tf.Tensor2D {
    if (x.shape[1] !== this.inputs) throw new Error(`x must have ${this.inputs} columns, got ${x.shape[1]}`);
    const inputs = { x, starts: this.#starts, indices: this.#indices, values: this.#values };
    return tf.engine().runKernel(KERNEL, inputs, { outputs: this.outputs }) as tf.Tensor2D;
  }

  dispose(): void {
    tf.dispose([this.#starts, this.#indices, this.#values]);
  }
}

const sparseMatMul: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const kernels = kernelModuleOf(backend);
  const { x, starts, indices, values } = inputs as unknown as Record<
    'x' | 'starts' | 'indices' | 'values',
    tf.TensorInfo
  >;
  const { outputs } = attrs as unknown as { outputs: number };
  const [rows, depth] = x.shape as [number, number];
  const y = kernels.allocate([rows, outputs]);
  const [turned] = kernels.scratch(rows > FEW_ROWS ? 128 * (depth + outputs) : 0) as [number];
  const [from, s, i, v, to] = [x, starts, indices, values, y].map((each) => kernels.address(each)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (rows > FEW_ROWS) kernels.exports.multiplySparse(from, s, i, v, to, rows, depth, outputs, turned);
  else {
    for (let row = 0; row < rows; row++) {
      kernels.exports.multiplySparseRow(from + 4 * row * depth, s, i, v, to + 4 * row * outputs, outputs);
    }
  }
  return y;
};

export const SPARSE_KERNELS = { [KERNEL]: sparseMatMul };
