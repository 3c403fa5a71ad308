/**
 * The places of a sparse array's non-zeros. Each entry stores the number of zeros before it since the entry
 * before (Deep Compression, arXiv 1510.00149, section 3 and figure 2), in `bits` bits.
 *
 * The rule here is EIE's (arXiv 1602.01528, section 3): a code counts 0 to 2^bits - 1 zeros. Where more zeros
 * lie between two non-zeros, a filler is put in: an entry with the largest code whose value is the zero that
 * comes after those zeros; so a filler uses up 2^bits positions. Zeros after the last non-zero are not
 * stored, since the length is known. An entry and a filler look alike: only a filler's value, zero, tells.
 */

/** The largest index width. */
export const MAX_INDEX_BITS = 16;

export interface RelativeIndex {
  /** Width of one code, from 1 to 16. */
  readonly bits: number;
  /** Length of the array that was indexed. */
  readonly length: number;
  /** One code for each entry: how many zeros lie before it. */
  readonly gaps: Uint16Array;
  /** The position of each entry; a filler's is that of the zero it stands on. */
  readonly positions: Uint32Array;
  /** How many of the entries are fillers. */
  readonly fillers: number;
}

/** Encodes the positions at which `mask` is not zero. Throws a RangeError if `bits` is not from 1 to 16. */
export function encodeRelativeIndex(mask: ArrayLike<number>, bits: number): RelativeIndex {
  checkIndexBits(bits);
  const largest = 2 ** bits - 1;
  const { entries, fillers } = countEntries(mask, bits);
  const gaps = new Uint16Array(entries);
  const positions = new Uint32Array(entries);
  let entry = 0;
  let next = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    for (; i - next > largest; next += largest + 1) {
      gaps[entry] = largest;
      positions[entry++] = next + largest;
    }
    gaps[entry] = i - next;
    positions[entry++] = i;
    next = i + 1;
  }
  return { bits, length: mask.length, gaps, positions, fillers };
}

/**
 * The positions that gaps lead to in an array of `length`. Throws a RangeError naming the entry that lies
 * beyond it.
 */
export function decodeRelativeIndex(gaps: ArrayLike<number>, length: number): Uint32Array {
  const positions = new Uint32Array(gaps.length);
  let next = 0;
  for (let entry = 0; entry < gaps.length; entry++) {
    const position = next + gaps[entry]!;
    if (!(position >= next && position < length)) {
      throw new RangeError(`entry ${entry} lies at position ${position} of ${length}`);
    }
    positions[entry] = position;
    next = position + 1;
  }
  return positions;
}

/** How many entries, fillers included, an index of `bits` bits has, without building it. */
export function countEntries(mask: ArrayLike<number>, bits: number): { entries: number; fillers: number } {
  checkIndexBits(bits);
  let kept = 0;
  let fillers = 0;
  let next = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    fillers += (i - next) >>> bits;
    kept++;
    next = i + 1;
  }
  return { entries: kept + fillers, fillers };
}

/**
 * The index width with the fewest whole bits, for values of `valueBits` bits: each entry costs its code and a
 * value, each filler as much. Among equals the narrower wins; an array of zeros takes 1.
 */
export function chooseIndexBits(mask: ArrayLike<number>, valueBits: number): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let bits = 1; bits <= MAX_INDEX_BITS; bits++) {
    const { entries, fillers } = countEntries(mask, bits);
    const size = entries * (bits + valueBits);
    if (size < least) {
      best = bits;
      least = size;
    }
    // Without fillers a wider code only costs more.
    if (fillers === 0) break;
  }
  return best;
}

function checkIndexBits(bits: number): void {
  if (!Number.isInteger(bits) || bits < 1 || bits > MAX_INDEX_BITS) {
    throw new RangeError(`bits must be an integer from 1 to ${MAX_INDEX_BITS}, got ${bits}`);
  }
}
