/**
 * Runs of zeros in codes of a fixed number of bits, as in a relative index (Deep Compression, arXiv
 * 1510.00149, section 3), but so that fillers need no weight: the largest code, 2^bits - 1, stands for so
 * many zeros and nothing after them; any other code is that many zeros and then a weight. So a long run takes
 * a few codes, and no filler zero has to be stored among the weights. With one bit it is a bitmap.
 *
 * The rule of the paper and of EIE, in which a filler is an entry like any other, stands in
 * `relativeindex.ts`.
 */

/** The largest width of a gap code. */
export const MAX_GAP_BITS = 16;

/**
 * The number of zeros before each non-zero of `cells` since the one before it; those below zero are empty.
 */
export function listRuns(cells: Int32Array): Uint32Array {
  let count = 0;
  for (let i = 0; i < cells.length; i++) if (cells[i]! >= 0) count++;
  const runs = new Uint32Array(count);
  for (let i = 0, next = 0, entry = 0; i < cells.length; i++) {
    if (cells[i]! < 0) continue;
    runs[entry++] = i - next;
    next = i + 1;
  }
  return runs;
}

/** The codes of the runs, each of `bits` bits. Throws a RangeError if `bits` is not from 1 to 16. */
export function encodeRuns(runs: Uint32Array, bits: number): Uint16Array {
  checkGapBits(bits);
  const skip = 2 ** bits - 1;
  const codes = new Uint16Array(countGapCodes(runs, bits));
  let at = 0;
  for (let entry = 0; entry < runs.length; entry++) {
    const skips = Math.floor(runs[entry]! / skip);
    codes.fill(skip, at, at + skips);
    codes[at + skips] = runs[entry]! - skips * skip;
    at += skips + 1;
  }
  return codes;
}

/** How many codes of `bits` bits the runs take. */
export function countGapCodes(runs: Uint32Array, bits: number): number {
  const skip = 2 ** bits - 1;
  let count = runs.length;
  for (let entry = 0; entry < runs.length; entry++) count += Math.floor(runs[entry]! / skip);
  return count;
}

/** How often each code occurs, without writing them. */
export function countGapSymbols(runs: Uint32Array, bits: number): Uint32Array {
  checkGapBits(bits);
  const skip = 2 ** bits - 1;
  const counts = new Uint32Array(skip + 1);
  for (let entry = 0; entry < runs.length; entry++) {
    counts[runs[entry]! % skip]!++;
    counts[skip]! += Math.floor(runs[entry]! / skip);
  }
  return counts;
}

/**
 * The positions of `count` weights in an array of `length`, from codes that `next` gives one at a time.
 * Throws a RangeError where a code leads outside, so that no more than `length` codes are asked for.
 */
export function decodeRuns(next: () => number, bits: number, count: number, length: number): Uint32Array {
  checkGapBits(bits);
  if (count > length) throw new RangeError(`${count} weights do not fit into ${length} positions`);
  const skip = 2 ** bits - 1;
  const positions = new Uint32Array(count);
  let position = 0;
  for (let entry = 0; entry < count; ) {
    const code = next();
    position += code;
    if (position >= length) throw new RangeError(`entry ${entry} lies at position ${position} of ${length}`);
    if (code !== skip) positions[entry++] = position++;
  }
  return positions;
}

function checkGapBits(bits: number): void {
  if (!Number.isInteger(bits) || bits < 1 || bits > MAX_GAP_BITS) {
    throw new RangeError(`bits must be an integer from 1 to ${MAX_GAP_BITS}, got ${bits}`);
  }
}
