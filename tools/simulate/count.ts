/** Whole numbers among the options of `lab simulate`. */

/** @throws with one sentence where it is not a whole number from 1 to `most` */
export function toCount(option: string, given: string | undefined, usual: number, most: number): number {
  if (given === undefined) return usual;
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new Error(`${option} must be a whole number from 1 to ${most}, got ${given}.`);
}
