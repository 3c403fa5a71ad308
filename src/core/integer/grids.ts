/** The grids of activations: those that layers of the spec ask for, and that of the images. */
import { type LinearGrid, toGridNumber, toLinearGrid } from '../../math/lineargrid.ts';
import { extent } from '../../math/statistics.ts';
import type { QuantizeActivationSpec } from '../../spec/layers/quantizeactivation.ts';
import { readQuantizerGrid } from '../../techniques/quantizeactivations/values.ts';
import { NoIntegerForm } from './noform.ts';

/** Bits of an activation whose products still are of 8 bits. */
const MOST_BITS = 8;

/**
 * The grid that a quantizer of activations puts values on.
 * @throws where it has more than 8 bits, or is another one for each image
 */
export function toQuantizerGrid(
  layer: QuantizeActivationSpec,
  read: (tensor: string) => Float32Array,
): LinearGrid {
  const { name, bits } = layer;
  if (bits > MOST_BITS)
    throw new NoIntegerForm(
      `${name} gives values of ${bits} bits, and products take ${MOST_BITS}: quantize activations to fewer`,
    );
  const grid = readQuantizerGrid(layer, read);
  if (grid === null)
    throw new NoIntegerForm(
      `${name} finds a range for each image: quantize activations by calibrated ranges`,
    );
  return grid;
}

/** The grid of images that no layer puts on another: from the darkest to the brightest pixel in 8 bits. */
export function toImageGrid(levels: Float32Array): LinearGrid {
  const [low, high] = extent(levels);
  return toLinearGrid({ low, high }, MOST_BITS, 'asymmetric');
}

/**
 * The whole number of each byte of each channel.
 * @param levels normalised values of the bytes, channel after channel
 */
export function toImageNumbers(levels: Float32Array, grid: LinearGrid): Uint8Array {
  return Uint8Array.from(levels, (level) => toGridNumber(level, grid));
}
