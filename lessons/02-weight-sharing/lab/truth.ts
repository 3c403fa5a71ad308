/**
 * What is the answer to the opening question? From the measured points alone, so that page and prose answer
 * alike.
 */

/** "0.1 % of the images more": what the question allows. */
export const ALLOWED_SHARE = 0.001;
/** Numbers of values that can be guessed. */
export const GUESSES = [2, 4, 8, 16, 32, 64, 256] as const;

export interface BitsPoint {
  readonly bits: number;
  readonly wrong: number;
  readonly tested: number;
}

/**
 * The smallest number of values that can be guessed from which on no number of values costs more than
 * allowed.
 * @param points in ascending bits
 */
export function findFewestValues(points: readonly BitsPoint[], denseWrong: number): string {
  const isFine = ({ wrong, tested }: BitsPoint) => wrong - denseWrong <= ALLOWED_SHARE * tested;
  const worst = points.findLastIndex((point) => !isFine(point));
  const values = 2 ** (points[worst + 1]?.bits ?? 8);
  return String(GUESSES.find((guess) => guess >= values) ?? 256);
}
