/** What becomes of weights that went and came back: theirs before they went, and theirs at the end. */

export interface Reborn {
  /** Values when they went, and at the end, in the same order. */
  readonly before: Float32Array;
  readonly after: Float32Array;
  /** Fraction that ends with the sign that it had. */
  readonly sameSign: number;
  /** Fraction that ends larger in size than the largest that went: it would stay if one cut again. */
  readonly grown: number;
}

/**
 * @param kept 1 where the weight stayed in the sparse phase
 * @returns null where none went
 */
export function measureReborn(dense: Float32Array, kept: Uint8Array, again: Float32Array): Reborn | null {
  const gone = [...kept.keys()].filter((at) => kept[at] === 0);
  if (gone.length === 0) return null;
  const before = Float32Array.from(gone, (at) => dense[at]!);
  const after = Float32Array.from(gone, (at) => again[at]!);
  const threshold = before.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const toShare = (holds: (at: number) => boolean) =>
    gone.reduce((sum, _, at) => sum + (holds(at) ? 1 : 0), 0) / gone.length;
  return {
    before,
    after,
    sameSign: toShare((at) => before[at]! * after[at]! > 0),
    grown: toShare((at) => Math.abs(after[at]!) > threshold),
  };
}
