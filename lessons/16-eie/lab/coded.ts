/**
 * The reader's layer as EIE takes it: codes and their table out of the weights, and which activations of the
 * chosen image are not zero. The page makes the draft by the arithmetic of the engine's own stages; a test
 * holds the two together.
 */
import type { CodedLayer } from '../../../src/math/eie/simulate.ts';
import { createStream } from '../../../src/math/random.ts';
import { keepLargest } from '../../../src/math/select.ts';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { DATASETS, type DatasetName } from '../../../src/spec/datasets.ts';
import { shareTensor } from '../../../src/techniques/cluster/values.ts';
import { applyMask } from '../../../src/techniques/mask/transform.ts';
import type { TransformSnapshot } from '../../../src/techniques/transforms.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { CODE_BITS, SEED } from '../recipe.ts';

const VALUES = 2 ** CODE_BITS - 1;

/** The net with its dense layers cut and on fifteen values each, as the recipe's two stages have it. */
export function toDraft(dense: ModelSnapshot, kernels: readonly Kernel[], sparsity: number): ModelSnapshot {
  const transforms: TransformSnapshot[] = [];
  const values = new Map<string, Float32Array>();
  for (const { name, shape, values: weights } of kernels) {
    if (shape.length !== 2) continue;
    const kept = keepLargest(weights, weights.length - Math.round(weights.length * sparsity));
    const stream = createStream(SEED, 'cluster', name);
    const shared = shareTensor(applyMask(weights, kept), VALUES, { init: 'linear' }, stream);
    transforms.push({ kind: 'mask', tensor: name, kept });
    transforms.push({ kind: 'codebook', tensor: name, codes: shared.codes });
    values.set(name, shared.values);
  }
  const tensors = dense.tensors.map((tensor) => ({
    ...tensor,
    values: values.get(tensor.name) ?? tensor.values,
  }));
  return { ...dense, tensors, transforms };
}

/** A kernel [columns, rows] as codes, and what they stand for. */
export interface CodedKernel {
  readonly codes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  /** By code; 0 for code 0. */
  readonly table: Float32Array;
  /** Weights that are not zero. */
  readonly kept: number;
}

/** Null for a convolution, and where there are more values than codes. */
export function toCodedKernel({ shape, values }: Kernel): CodedKernel | null {
  const [columns = 0, rows = 0] = shape;
  if (shape.length !== 2) return null;
  const codeOf = new Map<number, number>([[0, 0]]);
  const codes = new Uint8Array(values.length);
  let kept = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    let code = codeOf.get(value);
    if (code === undefined) {
      code = codeOf.size;
      if (code > VALUES) return null;
      codeOf.set(value, code);
    }
    codes[at] = code;
    if (code !== 0) kept++;
  }
  return { codes, rows, columns, table: Float32Array.from(codeOf.keys()), kept };
}

/** What a black pixel is in the net's inputs. */
export function findBackground(dataset: DatasetName): number {
  const { mean, deviation } = DATASETS[dataset];
  return Math.fround((0 - mean[0]!) / deviation[0]!);
}

/** A layer's activations, shifted by a constant, and the columns that are left to work on. */
export interface Inputs {
  readonly activations: Float32Array;
  readonly active: Int32Array;
}

/** @param background what counts as zero */
export function toInputs(inputs: Float32Array, background: number): Inputs {
  const activations = inputs.map((value) => value - background);
  const active = Int32Array.from([...activations.keys()].filter((at) => activations[at] !== 0));
  return { activations, active };
}

export function toLayer({ codes, rows }: CodedKernel, active: Int32Array): CodedLayer {
  return { kind: 'codes', codes, rows, active };
}

/** Every column, whatever the image. */
export const listAll = (columns: number): Int32Array => Int32Array.from({ length: columns }, (_, at) => at);

/**
 * How far the machine's sums are from the engine's, as a share of its largest output. The shift and the bias
 * are one number a row, added behind the machine.
 */
export function compareSums(
  kernel: CodedKernel,
  background: number,
  { sums, outputs, bias }: { sums: Float32Array; outputs: Float32Array; bias: Float32Array },
): { readonly difference: number; readonly results: Float32Array } {
  const { codes, rows, columns, table } = kernel;
  const results = sums.map((sum, row) => {
    let shift = 0;
    if (background !== 0)
      for (let column = 0; column < columns; column++) shift += table[codes[column * rows + row]!]!;
    return sum + background * shift + bias[row]!;
  });
  let [most, largest] = [0, 0];
  outputs.forEach((output, row) => {
    most = Math.max(most, Math.abs(output - results[row]!));
    largest = Math.max(largest, Math.abs(output));
  });
  return { difference: largest === 0 ? 0 : most / largest, results };
}
