/** Rounding to whole numbers: by the one rule for ties that the lab has, and by chance. */

/**
 * The nearest whole number; a tie goes to the even one (IEEE 754, roundTiesToEven), as the engine's kernels
 * round: 0.5, 2.5, -1.5 and -2.5 become 0, 2, -2 and -2.
 */
export function roundHalfToEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  if (rest !== 0.5) return rest < 0.5 ? low : low + 1;
  return low % 2 === 0 ? low : low + 1;
}

/**
 * The whole number below or the one above, by chance: the nearer the likelier, so that the mean over draws is
 * the value itself (Gupta et al. 2015, arXiv 1502.02551, section 3.1).
 * @param uniform from 0 to below 1
 */
export function roundByChance(value: number, uniform: number): number {
  const low = Math.floor(value);
  return uniform < value - low ? low + 1 : low;
}
