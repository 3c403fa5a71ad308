/**
 * A dense layer as EIE takes it: codes and their table out of its weights, the columns that an input leaves
 * to work on, and how far the sums of sixteen bits are from a plain product. Inputs may be shifted, so that a
 * value that is common counts as zero; what that changes is one constant a row, added behind the machine with
 * the bias.
 */
import { CODE_BITS } from './columns.ts';
import type { CodedLayer } from './simulate.ts';

/** Code 0 stands for zero. */
const MOST_CODE = 2 ** CODE_BITS - 1;

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

/**
 * Null where there are more values than codes.
 * @param values [columns, rows]
 */
export function toCodedKernel(values: Float32Array, rows: number): CodedKernel | null {
  const codeOf = new Map<number, number>([[0, 0]]);
  const codes = new Uint8Array(values.length);
  let kept = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    let code = codeOf.get(value);
    if (code === undefined) {
      code = codeOf.size;
      if (code > MOST_CODE) return null;
      codeOf.set(value, code);
    }
    codes[at] = code;
    if (code !== 0) kept++;
  }
  return { codes, rows, columns: values.length / rows, table: Float32Array.from(codeOf.keys()), kept };
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
