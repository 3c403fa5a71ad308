/**
 * Whether two counts of wrong images differ by more than chance. Two nets that answer the same images differ
 * on some of them; a fair coin for each of those moves the difference of the counts by the root of their
 * number, which is at most the sum of both counts (McNemar, Psychometrika 12, 1947, with the discordant pairs
 * bounded from above). So two such deviations are asked for: a difference that is not clear here may still be
 * real, a clear one hardly comes by luck.
 */

const DEVIATIONS = 2;

/** @param a @param b wrong answers of two nets, or two seeds, to the same images */
export function isBeyondChance(a: number, b: number): boolean {
  return Math.abs(a - b) > DEVIATIONS * Math.sqrt(a + b);
}
