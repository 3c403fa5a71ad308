/** What a mean answer to the images of one class says of the others. */

/** One row of mean answers. @param means [classes, classes] */
export function readRow(means: Float32Array, which: number): number[] {
  const classes = Math.sqrt(means.length);
  return Array.from(means.subarray(which * classes, (which + 1) * classes));
}

/** The other classes that are answered most and least. */
export function findNearest(row: readonly number[], own: number): { nearest: number; farthest: number } {
  const others = [...row.keys()].filter((each) => each !== own).sort((one, other) => row[other]! - row[one]!);
  return { nearest: others[0] ?? own, farthest: others.at(-1) ?? own };
}
