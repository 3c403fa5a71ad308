/**
 * Shapes of one image between layers: [height, width, channels], or [size] once it is flat. Layouts are
 * tfjs's: conv kernels [k, k, in, out], depthwise kernels [k, k, channels, 1], dense kernels [in, out].
 */

export type Shape = readonly number[];

/**
 * Spatial padding: `same` keeps ceil(size / stride); `valid` adds none; a number adds that many zeros on
 * every side.
 */
export type Padding = 'same' | 'valid' | number;

/** A spec whose layers do not fit. `path` says which. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
  readonly path: string;

  constructor(path: string, problem: string) {
    super(`${path} ${problem}`);
    this.path = path;
  }
}

/** Number of values in a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** Zeros added before and after a side of `size`, and the output side. */
export function padSide(
  size: number,
  kernel: number,
  stride: number,
  padding: Padding,
): { before: number; after: number; output: number } {
  if (padding === 'same') {
    const output = Math.ceil(size / stride);
    const total = Math.max((output - 1) * stride + kernel - size, 0);
    return { before: Math.floor(total / 2), after: total - Math.floor(total / 2), output };
  }
  const side = padding === 'valid' ? 0 : padding;
  return { before: side, after: side, output: Math.floor((size + 2 * side - kernel) / stride) + 1 };
}

/** @throws ShapeError where the shape is no image's */
export function toImage(shape: Shape, path: string): readonly [number, number, number] {
  if (shape.length !== 3)
    throw new ShapeError(path, `needs an image [height, width, channels], got [${shape}]`);
  return shape as unknown as readonly [number, number, number];
}

/** The image that windows make of an image, with `channels` channels. */
export function slideWindows(
  input: Shape,
  { size, stride, padding }: { readonly size: number; readonly stride: number; readonly padding: Padding },
  channels: number,
  path: string,
): readonly [number, number, number] {
  const [height, width] = toImage(input, path);
  const rows = padSide(height, size, stride, padding).output;
  const columns = padSide(width, size, stride, padding).output;
  if (rows < 1 || columns < 1)
    throw new ShapeError(path, `has a window that does not fit into its input [${input}]`);
  return [rows, columns, channels];
}
