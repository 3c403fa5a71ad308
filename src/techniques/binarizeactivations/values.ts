/**
 * What a layer of XNOR-Net reads and is multiplied with, as plain arithmetic (arXiv 1603.05279, section 3.2).
 */
import { type Padding, padSide, type Shape } from '../../spec/layers/shape.ts';

/** +1 where a value is zero or more, else -1. */
export function toSigns(values: Float32Array): Float32Array {
  return values.map((value) => (value >= 0 ? 1 : -1));
}

export interface Window {
  readonly kernelSize: number;
  readonly stride?: number;
  readonly padding?: Padding;
}

/**
 * The map K (equation 11): the mean size of an image's values over channels, averaged over each window, whose
 * padding counts as zeros. Sums are float64.
 * @param shape [height, width, channels] of the image
 * @returns [height, width] of the layer's output, row after row
 */
export function toScalingMap(
  values: Float32Array,
  [height = 1, width = 1, channels = 1]: Shape,
  { kernelSize, stride = 1, padding = 'valid' }: Window,
): Float32Array {
  const [rows, columns] = [height, width].map((side) => padSide(side, kernelSize, stride, padding)) as [
    ReturnType<typeof padSide>,
    ReturnType<typeof padSide>,
  ];
  const sizeAt = (row: number, column: number) => {
    if (row < 0 || row >= height || column < 0 || column >= width) return 0;
    const from = (row * width + column) * channels;
    return values.subarray(from, from + channels).reduce((sum, value) => sum + Math.abs(value), 0) / channels;
  };
  return Float32Array.from({ length: rows.output * columns.output }, (_, place) => {
    const top = Math.floor(place / columns.output) * stride - rows.before;
    const left = (place % columns.output) * stride - columns.before;
    let sum = 0;
    for (let row = 0; row < kernelSize; row++)
      for (let column = 0; column < kernelSize; column++) sum += sizeAt(top + row, left + column);
    return sum / kernelSize ** 2;
  });
}
