/** The index of the item at the least distance, the first of several; undefined where there is none. */
export function findNearestIndex<T>(
  items: readonly T[],
  toDistance: (item: T) => number,
): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, item] of items.entries()) {
    const distance = toDistance(item);
    if (best !== undefined && distance >= least) continue;
    best = index;
    least = distance;
  }
  return best;
}
