/** What the units of a layer read, as rows of a matrix. */
import type { Conv2dSpec } from '../../spec/layers/convolution.ts';
import type { DenseSpec } from '../../spec/layers/dense.ts';
import { padSide } from '../../spec/shapes.ts';

/**
 * Every `every`-th patch that a layer's units read, each followed by a one, which stands for the bias.
 * @param input [count, height, width, channels] of a convolution, [count, inputs] of a dense layer
 * @param shape of one image's input
 * @param first number of the first patch that is taken
 * @returns rows of the depth of the kernel and one more
 */
export function collectPatches(
  layer: Conv2dSpec | DenseSpec,
  input: Float32Array,
  shape: readonly number[],
  { every, first }: { readonly every: number; readonly first: number },
): { readonly rows: Float32Array; readonly depth: number; readonly patches: number } {
  const [height, width, channels] =
    layer.kind === 'dense' ? [1, 1, shape[0]!] : (shape as [number, number, number]);
  const { kernelSize = 1, stride = 1, padding = 'valid' } = layer.kind === 'dense' ? {} : layer;
  const [tall, wide] = [height, width].map((side) => padSide(side, kernelSize, stride, padding));
  const depth = kernelSize * kernelSize * channels;
  const places = tall!.output * wide!.output;
  const patches = (input.length / (height * width * channels)) * places;
  const count = first >= patches ? 0 : Math.ceil((patches - first) / every);
  const rows = new Float32Array(count * (depth + 1));
  for (let row = 0; row < count; row++) {
    const patch = first + row * every;
    const [image, place] = [Math.floor(patch / places), patch % places];
    const top = Math.floor(place / wide!.output) * stride - tall!.before;
    const left = (place % wide!.output) * stride - wide!.before;
    const to = row * (depth + 1);
    for (let y = Math.max(0, -top); y < Math.min(kernelSize, height - top); y++)
      for (let x = Math.max(0, -left); x < Math.min(kernelSize, width - left); x++) {
        const from = ((image * height + top + y) * width + left + x) * channels;
        rows.set(input.subarray(from, from + channels), to + (y * kernelSize + x) * channels);
      }
    rows[to + depth] = 1;
  }
  return { rows, depth, patches };
}
