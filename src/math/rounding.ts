/** Rounding to whole numbers, by the one rule for ties that the lab has. */

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
