/**
 * How likely is it that the next weight is there? Coded cell by cell: seven models see the cells before it
 * from different sides and are mixed. In a pruned layer dead rows and dead units are empty, a unit's weights
 * lie together, and for units that look at an image (`period` cells a row of it) the weights above matter as
 * much as those before.
 *
 * Encoder and decoder run the same code; a decoder fills the cells in as it goes. FORMAT.md states every
 * context.
 */
import { ContextMixer } from '../math/contextmixer.ts';
import type { BitCoder } from '../math/rangecoder.ts';
import { EMPTY, type Scan } from './scan.ts';

/** Contexts by place or line are shared by neighbours beyond so many. */
const MOST_GROUPS = 4096;
/** Cells that are remembered beyond both ends of a line, in addition to two periods. */
const MARGIN = 3;
const LEVELS = 24;

/** Least shift that brings a number below `count` under 4,096. */
export function groupShift(count: number): number {
  let shift = 0;
  while ((count - 1) >> shift >= MOST_GROUPS) shift++;
  return shift;
}

/**
 * The share of `count` in `total` on a logarithmic scale of half octaves, from 0 (all) to 23 (none of very
 * many).
 */
export function toLevel(count: number, total: number): number {
  const ratio = Math.min(2 ** 31 - 1, Math.floor((256 * (total + 2)) / (2 * count + 1)));
  const octave = 31 - Math.clz32(ratio);
  return Math.max(0, Math.min(LEVELS - 1, 2 * (octave - 7) + ((ratio >> (octave - 1)) & 1)));
}

/**
 * Codes which cells are not empty, line by line.
 * @param cells in the order of the scan; a decoder gives empty ones, and cells that hold a weight become 0
 * @param period 0, or from 3 to below the length of a line: the cell so many before lies above this one
 */
export function codePositions(coder: BitCoder, cells: Int32Array, scan: Scan, period: number): void {
  const { lines, length } = scan;
  const placeShift = groupShift(length);
  const lineShift = groupShift(lines);
  const mixer = new ContextMixer([
    1,
    2 * LEVELS,
    2 * LEVELS,
    128,
    ((length - 1) >> placeShift) + 1,
    ((lines - 1) >> lineShift) + 1,
    16 * LEVELS,
  ]);
  const { contexts } = mixer;
  // Whether cells hold a weight in this line and the two before, and how many did at each place of all lines
  // before; each with a margin of empty cells at both ends.
  const margin = 2 * period + MARGIN;
  let here = new Uint8Array(length + 2 * margin);
  let above = new Uint8Array(here.length);
  let beforeThat = new Uint8Array(here.length);
  const across = new Uint32Array(here.length);
  /** Weights among the last `length` cells. */
  let recent = 0;
  for (let line = 0, i = 0; line < lines; line++) {
    contexts[5] = line >> lineShift;
    for (let place = 0; place < length; place++, i++) {
      const at = place + margin;
      const up = at - period;
      const before = here[at - 1]!;
      let near = before + here[at - 2]! + here[at - 3]! + above[at]! + beforeThat[at]!;
      let pattern = before | (here[at - 2]! << 1) | (above[at]! << 5) | (beforeThat[at]! << 6);
      let area = across[at - 1]! + across[at]! + across[at + 1]!;
      let areaCells = 3 * line;
      if (period > 0) {
        pattern |= (here[up]! << 2) | (here[up + 1]! << 3) | (here[up - 1]! << 4);
        near += here[up - 2]! + here[up - 1]! + here[up]! + here[up + 1]! + here[up + 2]!;
        near += here[up - period - 1]! + here[up - period]! + here[up - period + 1]!;
        const down = at + period;
        area += across[up - 1]! + across[up]! + across[up + 1]!;
        area += across[down - 1]! + across[down]! + across[down + 1]!;
        areaCells = 9 * line;
      }
      contexts[1] = 2 * toLevel(recent, Math.min(i, length)) + before;
      contexts[2] = 2 * toLevel(across[at]!, line) + (period > 0 ? here[up]! : 0);
      contexts[3] = pattern;
      contexts[4] = place >> placeShift;
      contexts[6] = 16 * toLevel(area, areaCells) + near;
      const isKept = mixer.code(coder, cells[i]! === EMPTY ? 0 : 1);
      if (isKept === 1 && cells[i] === EMPTY) cells[i] = 0;
      here[at] = isKept;
      recent += isKept - above[at]!;
    }
    for (let at = margin; at < margin + length; at++) across[at]! += here[at]!;
    [here, above, beforeThat] = [beforeThat.fill(0), here, above];
  }
}
