/**
 * From tfjs's layouts to ONNX's, where images and kernels put channels before places; a flattened image
 * changes its order with it.
 */

/** [batch, height, width, channels] to [batch, channels, height, width]. */
export function toChannelsFirst(
  values: Float32Array,
  [height, width, channels]: readonly [number, number, number],
): Float32Array {
  const places = height * width;
  const size = places * channels;
  return values.map((_, i) => {
    const [image, rest] = [Math.floor(i / size), i % size];
    const [channel, place] = [Math.floor(rest / places), rest % places];
    return values[image * size + place * channels + channel] as number;
  });
}

/** A kernel [height, width, inputs, outputs] to [outputs, inputs, height, width]. */
export function toOutputsFirst<T extends Float32Array | Int8Array>(kernel: T, shape: readonly number[]): T {
  const [height, width, inputs, outputs] = shape as [number, number, number, number];
  const places = height * width;
  const turned = kernel.slice() as T;
  let at = 0;
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let place = 0; place < places; place++) {
        turned[at++] = kernel[(place * inputs + input) * outputs + output] as number;
      }
    }
  }
  return turned;
}

/**
 * Rows of a dense kernel [height x width x channels, outputs] in the order of an image with its channels
 * first.
 */
export function reorderRows<T extends Float32Array | Int8Array>(
  kernel: T,
  [height, width, channels]: readonly [number, number, number],
  outputs: number,
): T {
  const places = height * width;
  const turned = kernel.slice() as T;
  for (let row = 0; row < places * channels; row++) {
    const [channel, place] = [Math.floor(row / places), row % places];
    const from = (place * channels + channel) * outputs;
    turned.set(kernel.subarray(from, from + outputs), row * outputs);
  }
  return turned;
}
