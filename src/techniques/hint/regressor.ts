/**
 * From the student's width to its teacher's: one matrix and a bias over the values at each place, which is a
 * dense layer on vectors and a 1x1 convolution on maps. Where the widths are equal there is none, and the
 * student itself is held against its teacher.
 */
import type { TensorInfo } from '../../spec/model.ts';

/** No layer of a spec can have this name. */
const LAYER = 'hint:regressor';

/** What the regressor learns: `matrix` is [student's width, teacher's width], `bias` [teacher's width]. */
export interface Regressor {
  readonly matrix: TensorInfo;
  readonly bias: TensorInfo;
}

/** Whether two outputs can be held against each other: vectors, or maps of one size. */
export function isComparable(student: readonly number[], teacher: readonly number[]): boolean {
  return student.slice(0, -1).join() === teacher.slice(0, -1).join();
}

/** Undefined where the widths are equal. */
export function planRegressor(student: readonly number[], teacher: readonly number[]): Regressor | undefined {
  const [from, to] = [student.at(-1) ?? 0, teacher.at(-1) ?? 0];
  if (from === to) return undefined;
  const common = { layer: LAYER, units: to };
  return {
    matrix: { ...common, name: `${LAYER}/kernel`, role: 'kernel', shape: [from, to] },
    bias: { ...common, name: `${LAYER}/bias`, role: 'bias', shape: [to] },
  };
}

/**
 * Mean squared error of a hint, plainly: over all images, places and the teacher's width.
 *
 * @param student [images x places, its width]
 * @param teacher [images x places, its width]
 * @param regressor matrix [student's width, teacher's width] and bias, in row-major order
 */
export function meanSquaredError(
  student: readonly (readonly number[])[],
  teacher: readonly (readonly number[])[],
  regressor?: { readonly matrix: readonly (readonly number[])[]; readonly bias: readonly number[] },
): number {
  const regress = (row: readonly number[]) =>
    regressor === undefined
      ? row
      : regressor.bias.map((bias, to) =>
          row.reduce((sum, value, from) => sum + value * regressor.matrix[from]![to]!, bias),
        );
  const squares = student.flatMap((row, at) =>
    regress(row).map((value, to) => (value - teacher[at]![to]!) ** 2),
  );
  return squares.reduce((sum, each) => sum + each, 0) / squares.length;
}
