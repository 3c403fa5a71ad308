/** The grids of activations: those that layers of the spec ask for, and that of the images. */
import { type LinearGrid, toGridNumber, toLinearGrid } from '../../math/lineargrid.ts';
import { extent } from '../../math/statistics.ts';
import type { QuantizeActivationSpec } from '../../spec/layers/quantizeactivation.ts';
import { countLevels, SMALLEST_BOUND } from '../../techniques/quantizeactivations/values.ts';

/** The grid that a quantizer of activations puts values on. */
export function toActivationGrid(
  { name, bits }: QuantizeActivationSpec,
  read: (tensor: string) => Float32Array,
): LinearGrid {
  const bound = Math.max(read(`${name}/bound`)[0]!, SMALLEST_BOUND);
  const most = countLevels(bits);
  return { scale: Math.fround(bound / most), zeroPoint: 0, least: 0, most };
}

/**
 * Whole numbers for the 256 bytes of each channel, on a grid; from the darkest to the brightest pixel in 8
 * bits where no layer asks for another.
 * @param levels normalised values of the bytes, channel after channel
 */
export function toImageGrid(levels: Float32Array): LinearGrid {
  const [low, high] = extent(levels);
  return toLinearGrid({ low, high }, 8, 'asymmetric');
}

/** The whole number of each byte of each channel. */
export function toImageNumbers(levels: Float32Array, grid: LinearGrid): Uint8Array {
  return Uint8Array.from(levels, (level) => toGridNumber(level, grid));
}
