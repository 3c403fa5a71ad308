/**
 * How likely is each code, given those around it? A codebook in rising order splits into negative and other
 * values, so a code is its sign and its rank, counted from zero outwards. The sign is one bit; the rank plus
 * one is written in exponential Golomb form (how many binary digits it has, one bit for each, then the digits
 * below the first), every bit with a mix of models that see the neighbours' signs and sizes. So a few hundred
 * weights are enough to learn from, where a table of all codes would not fill.
 *
 * Bits that can have but one value are not coded. FORMAT.md states every context.
 */
import { ContextMixer } from '../math/contextmixer.ts';
import type { BitCoder } from '../math/rangecoder.ts';
import { groupShift } from './positionmodel.ts';
import { EMPTY, type Scan } from './scan.ts';

/**
 * Digits below the first have contexts by their neighbours only as long as the digits before make less than
 * this.
 */
const MOST_NEIGHBOUR_NODES = 512;

/** Of a codebook, how many values it has and how many of these are negative. */
export interface CodeRange {
  readonly values: number;
  readonly negatives: number;
}

/** The most binary digits that a rank plus one has; none where there is but one code. */
export function countMostDigits({ values, negatives }: CodeRange): number {
  return values > 1 ? countDigits(Math.max(negatives, values - negatives)) : 0;
}

/**
 * Codes the code of each cell that is not empty, line by line.
 * @param cells in the order of the scan; in a decoder any code stands for one that is to be read
 * @param period as for the positions
 */
export function codeCodes(
  coder: BitCoder,
  cells: Int32Array,
  scan: Scan,
  period: number,
  range: CodeRange,
): void {
  if (range.values > 1) new CodeModel(coder, cells, scan, period, range).run();
}

class CodeModel {
  readonly #coder: BitCoder;
  readonly #cells: Int32Array;
  readonly #scan: Scan;
  readonly #period: number;
  readonly #negatives: number;
  readonly #others: number;
  readonly #signs: ContextMixer;
  readonly #digits: ContextMixer;
  readonly #rest: ContextMixer;
  /** Sizes from 0 (empty) to the most digits that a rank plus one has. */
  readonly #sizes: number;
  readonly #nodes: number;
  readonly #lineGroups: number;
  readonly #placeGroups: number;

  constructor(coder: BitCoder, cells: Int32Array, scan: Scan, period: number, range: CodeRange) {
    this.#coder = coder;
    this.#cells = cells;
    this.#scan = scan;
    this.#period = period;
    this.#negatives = range.negatives;
    this.#others = range.values - range.negatives;
    const most = countMostDigits(range);
    const lines = ((scan.lines - 1) >> groupShift(scan.lines)) + 1;
    const places = ((scan.length - 1) >> groupShift(scan.length)) + 1;
    this.#sizes = most + 1;
    this.#nodes = 2 ** most;
    this.#lineGroups = lines;
    this.#placeGroups = places;
    this.#signs = new ContextMixer([1, 81, lines, places, 9]);
    this.#digits = new ContextMixer([
      2 * most,
      2 * most * this.#sizes,
      2 * most * this.#sizes,
      most * lines,
      most * places,
      most * this.#sizes * this.#sizes,
    ]);
    this.#rest = new ContextMixer([
      2 * this.#nodes,
      2 * Math.min(this.#nodes, MOST_NEIGHBOUR_NODES) * this.#sizes,
      this.#nodes,
    ]);
  }

  run(): void {
    const cells = this.#cells;
    const period = this.#period;
    const { lines, length } = this.#scan;
    const lineShift = groupShift(lines);
    const placeShift = groupShift(length);
    const lastAt = new Int32Array(length).fill(EMPTY);
    for (let line = 0, i = 0; line < lines; line++) {
      let last = EMPTY;
      for (let place = 0; place < length; place++, i++) {
        if (cells[i] === EMPTY) continue;
        const before = place > 0 ? cells[i - 1]! : EMPTY;
        const up = period > 0 && place >= period ? cells[i - period]! : EMPTY;
        const upNext = period > 0 && place >= period - 1 ? cells[i - period + 1]! : EMPTY;
        const above = line > 0 ? cells[i - length]! : EMPTY;
        const atPlace = lastAt[place]!;

        const signs = this.#signs.contexts;
        signs[1] = 27 * this.#sign(before) + 9 * this.#sign(up) + 3 * this.#sign(upNext) + this.#sign(above);
        signs[2] = line >> lineShift;
        signs[3] = place >> placeShift;
        signs[4] = 3 * this.#sign(last) + this.#sign(atPlace);
        const isNegative = this.#codeSign(cells[i]!);

        const neighbour = Math.max(this.#size(before), this.#size(up));
        const lastSize = this.#size(last);
        const digits = this.#codeDigits(cells[i]!, isNegative, {
          line: line >> lineShift,
          place: place >> placeShift,
          lastSize,
          neighbour,
          atPlace: this.#size(atPlace),
        });
        const rank = this.#codeRest(cells[i]!, isNegative, digits, Math.max(neighbour, lastSize)) - 1;
        const code = isNegative === 1 ? this.#negatives - 1 - rank : this.#negatives + rank;
        cells[i] = code;
        last = code;
        lastAt[place] = code;
      }
    }
  }

  /** 0 where empty, 1 for negative values, 2 for others. */
  #sign(code: number): number {
    return code === EMPTY ? 0 : code < this.#negatives ? 1 : 2;
  }

  /** How many binary digits the rank plus one has; 0 where empty. */
  #size(code: number): number {
    return code === EMPTY ? 0 : countDigits(this.#toRank(code) + 1);
  }

  /** The place among the values of the same sign, counted from zero outwards. */
  #toRank(code: number): number {
    return code < this.#negatives ? this.#negatives - 1 - code : code - this.#negatives;
  }

  #codeSign(code: number): number {
    if (this.#negatives === 0) return 0;
    if (this.#others === 0) return 1;
    return this.#signs.code(this.#coder, code < this.#negatives ? 1 : 0);
  }

  /**
   * The number of digits, from 1 up: a one for each further digit, then a zero unless there can be no more.
   */
  #codeDigits(
    code: number,
    isNegative: number,
    around: { line: number; place: number; lastSize: number; neighbour: number; atPlace: number },
  ): number {
    const wanted = countDigits(this.#toRank(code) + 1);
    const most = countDigits(isNegative === 1 ? this.#negatives : this.#others);
    const sizes = this.#sizes;
    const { contexts } = this.#digits;
    let digits = 1;
    while (digits < most) {
      const step = 2 * (digits - 1) + isNegative;
      contexts[0] = step;
      contexts[1] = step * sizes + around.lastSize;
      contexts[2] = step * sizes + around.neighbour;
      contexts[3] = (digits - 1) * this.#lineGroups + around.line;
      contexts[4] = (digits - 1) * this.#placeGroups + around.place;
      contexts[5] = ((digits - 1) * sizes + around.atPlace) * sizes + around.neighbour;
      if (this.#digits.code(this.#coder, wanted > digits ? 1 : 0) === 0) break;
      digits++;
    }
    return digits;
  }

  /**
   * The rank plus one, of which the number of digits is known: the digits below the first, from the highest.
   */
  #codeRest(code: number, isNegative: number, digits: number, around: number): number {
    const wanted = this.#toRank(code) + 1;
    const most = isNegative === 1 ? this.#negatives : this.#others;
    const { contexts } = this.#rest;
    let node = 1;
    for (let left = digits - 2; left >= 0; left--) {
      let digit = 0;
      // A one is possible only if the least number that begins so is.
      if ((2 * node + 1) * 2 ** left <= most) {
        contexts[0] = 2 * node + isNegative;
        contexts[1] = node < MOST_NEIGHBOUR_NODES ? (2 * node + isNegative) * this.#sizes + around : 0;
        contexts[2] = node;
        digit = this.#rest.code(this.#coder, Math.floor(wanted / 2 ** left) & 1);
      }
      node = 2 * node + digit;
    }
    return node;
  }
}

/** Binary digits of a positive whole number; 0 for 0. */
function countDigits(number: number): number {
  return 32 - Math.clz32(number);
}
