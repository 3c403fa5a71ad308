/** The weights on either side of a cut, and where a weight stands in its tensor. */

/** The place of a row-major index in a shape. */
export function toPlace(index: number, shape: readonly number[]): number[] {
  let rest = index;
  return shape
    .toReversed()
    .map((side) => {
      const place = rest % side;
      rest = Math.floor(rest / side);
      return place;
    })
    .toReversed();
}

/**
 * Indices of the weights with |w| nearest to the threshold: so many that just go, then as many that just
 * stay.
 * @param kept 1 where a weight stays
 */
export function findAtEdge(
  values: Float32Array,
  kept: Uint8Array,
  threshold: number,
  eachSide: number,
): number[] {
  const sides: { index: number; distance: number }[][] = [[], []];
  for (let index = 0; index < values.length; index++) {
    const side = sides[kept[index]!]!;
    const distance = Math.abs(Math.abs(values[index]!) - threshold);
    if (side.length === eachSide && distance >= side[eachSide - 1]!.distance) continue;
    side.push({ index, distance });
    side.sort((a, b) => a.distance - b.distance);
    side.length = Math.min(side.length, eachSide);
  }
  return [...sides[0]!.toReversed(), ...sides[1]!].map(({ index }) => index);
}
