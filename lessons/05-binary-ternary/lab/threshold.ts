/**
 * What a threshold of one's own makes of a layer: weights under it become zero, the others plus or minus
 * their mean size, which is the nearest ternary layer with that threshold (ternary-weight networks, arXiv
 * 1605.04711, equations 3 and 4).
 */

export interface ThresholdResult {
  /** Fraction of the weights that become zero. */
  readonly zeros: number;
  /** The mean size of the others. */
  readonly scale: number;
  /** Squared distance of the ternary layer, as a part of the layer's own squared size. */
  readonly error: number;
}

export function measureThreshold(values: Float32Array, threshold: number): ThresholdResult {
  let [above, sum, squares] = [0, 0, 0];
  for (let at = 0; at < values.length; at++) {
    const size = Math.abs(values[at]!);
    squares += size * size;
    if (size <= threshold) continue;
    above++;
    sum += size;
  }
  const scale = sum / Math.max(above, 1);
  // The squared distance is the squared size less what the scale takes of it: sum^2 / above.
  return {
    zeros: 1 - above / Math.max(values.length, 1),
    scale,
    error: squares === 0 ? 0 : Math.max(0, 1 - (sum * scale) / squares),
  };
}
