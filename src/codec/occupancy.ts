/**
 * Which lines and which places of a tensor hold any weight? Where whole units are gone most do not, and a
 * coder that learns of each empty cell on its own pays for every one. So the lines and places in use can be
 * named first, and the rest is coded as a smaller tensor. FORMAT.md states the contexts.
 */
import { ContextMixer } from '../math/contextmixer.ts';
import type { BitCoder } from '../math/rangecoder.ts';
import { EMPTY, LEAST_PERIOD, type Scan } from './scan.ts';

/** 1 for each line, and each place of a line, that holds a weight. */
export interface Occupancy {
  readonly lines: Uint8Array;
  readonly places: Uint8Array;
}

export function findOccupancy(scanned: Int32Array, { lines, length }: Scan): Occupancy {
  const found = { lines: new Uint8Array(lines), places: new Uint8Array(length) };
  for (let line = 0, i = 0; line < lines; line++) {
    for (let place = 0; place < length; place++, i++) {
      if (scanned[i] === EMPTY) continue;
      found.lines[line] = 1;
      found.places[place] = 1;
    }
  }
  return found;
}

/** True where every line and every place is in use. */
export function isFull({ lines, places }: Occupancy): boolean {
  return lines.every((used) => used === 1) && places.every((used) => used === 1);
}

/**
 * Codes which lines and places are in use; a decoder fills both in.
 * @param period of the places: whole channels are in use at every pixel, or at none
 */
export function codeOccupancy(coder: BitCoder, { lines, places }: Occupancy, period: number): void {
  codeUse(coder, lines, 0);
  codeUse(coder, places, period);
}

function codeUse(coder: BitCoder, used: Uint8Array, period: number): void {
  const mixer = new ContextMixer([1, 4, 6]);
  const { contexts } = mixer;
  for (let at = 0; at < used.length; at++) {
    const before = at > 0 ? used[at - 1]! : 0;
    // 2 where nothing lies a period before.
    const up = period > 0 && at >= period ? used[at - period]! : 2;
    contexts[1] = before + 2 * (at > 1 ? used[at - 2]! : 0);
    contexts[2] = 2 * up + before;
    used[at] = mixer.code(coder, used[at]!);
  }
}

/** The scan of what is in use, and the period in it: as many places as are in use in the first one. */
export function shrink(
  scan: Scan,
  { lines, places }: Occupancy,
  period: number,
): { scan: Scan; period: number } {
  const length = count(places);
  const shorter = count(places.subarray(0, period));
  return {
    scan: { byColumns: scan.byColumns, lines: count(lines), length },
    period: shorter >= LEAST_PERIOD && shorter < length ? shorter : 0,
  };
}

/** The cells in use, of all. */
export function gather(scanned: Int32Array, occupancy: Occupancy): Int32Array {
  const cells = new Int32Array(count(occupancy.lines) * count(occupancy.places));
  let next = 0;
  visit(occupancy, (at) => {
    cells[next++] = scanned[at]!;
  });
  return cells;
}

/** All cells, of those in use. */
export function spread(cells: Int32Array, occupancy: Occupancy): Int32Array {
  const scanned = new Int32Array(occupancy.lines.length * occupancy.places.length).fill(EMPTY);
  let next = 0;
  visit(occupancy, (at) => {
    scanned[at] = cells[next++]!;
  });
  return scanned;
}

function visit({ lines, places }: Occupancy, take: (at: number) => void): void {
  const length = places.length;
  for (let line = 0; line < lines.length; line++) {
    if (lines[line] === 0) continue;
    for (let place = 0; place < length; place++) if (places[place] === 1) take(line * length + place);
  }
}

function count(used: Uint8Array): number {
  return used.reduce((sum, each) => sum + each, 0);
}
