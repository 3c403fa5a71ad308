/**
 * What it costs to say cell by cell whether there is a weight, when its probability is the layer's density:
 * -log2 p bits for each answer, which an arithmetic coder comes close to (`rangecoder.ts`).
 */

export interface Places {
  /** Fraction of the cells that have a weight. */
  readonly density: number;
  /** Where a walk along the cells begins: shortly before a weight. */
  readonly first: number;
}

export interface CodedBit {
  readonly place: number;
  readonly isWeight: boolean;
  /** Bits: -log2 of the probability of what came. */
  readonly cost: number;
}

/** Cells before the first weight that the walk passes. */
const RUN_UP = 4;

export function describePlaces(weights: Float32Array): Places {
  const kept = weights.reduce((sum, weight) => sum + (weight === 0 ? 0 : 1), 0);
  const firstWeight = weights.findIndex((weight) => weight !== 0);
  return { density: kept / weights.length, first: Math.max(0, firstWeight - RUN_UP) };
}

/** The answers for so many cells from the walk's beginning, each with its cost. */
export function codeBits(weights: Float32Array, { density, first }: Places, most: number): CodedBit[] {
  const cells = weights.subarray(first, first + most);
  return Array.from(cells, (weight, i) => {
    const isWeight = weight !== 0;
    const p = isWeight ? density : 1 - density;
    return { place: first + i, isWeight, cost: p >= 1 ? 0 : -Math.log2(p) };
  });
}

/** The range that is left of 0 to 1 after some answers; the part for "no" begins at the low end. */
export function narrowRange(bits: readonly CodedBit[], density: number): readonly [number, number] {
  let [low, width] = [0, 1];
  for (const { isWeight } of bits) {
    if (isWeight) low += width * (1 - density);
    width *= isWeight ? density : 1 - density;
  }
  return [low, low + width];
}
