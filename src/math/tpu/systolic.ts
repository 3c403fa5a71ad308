/**
 * A systolic array whose weights stay, cycle by cycle (Kung 1982; the matrix unit of the TPU: Jouppi et al.
 * 2017, arXiv 1704.04760, section 2). Activations move one element to the right in each cycle and sums one
 * element down. Row r gets its activation r cycles late, so that the right ones meet: element (r, c) works on
 * the image that entered r + c cycles before. Every element has room for the weights of the next tile, which
 * come while it works.
 */

export interface SystolicTiles {
  /** Rows and columns of the array. */
  readonly size: number;
  /** [tile][row][column], zeros where a matrix ends. */
  readonly weights: Int8Array;
  /** What tile `tile` reads in row `row` of image `image`. */
  readonly readInput: (tile: number, row: number, image: number) => number;
  readonly tiles: number;
  readonly batch: number;
  /** Cycles from one tile to the next; at least `batch`. */
  readonly period: number;
  /** Cycles before the first activation, in which the first weights come. */
  readonly load: number;
  /** Told of each sum that leaves the array at its foot. */
  readonly onSum: (tile: number, image: number, column: number, sum: number) => void;
}

export class SystolicArray {
  readonly #of: SystolicTiles;
  /** What each element holds after a cycle, [row][column]. */
  readonly activations: Int32Array;
  readonly sums: Int32Array;
  #cycle = 0;

  constructor(of: SystolicTiles) {
    this.#of = of;
    this.activations = new Int32Array(of.size ** 2);
    this.sums = new Int32Array(of.size ** 2);
  }

  /** Cycles so far. */
  get cycle(): number {
    return this.#cycle;
  }

  /** Cycles until the last sum has left. */
  get cycles(): number {
    const { tiles, batch, period, load, size } = this.#of;
    return tiles === 0 ? 0 : load + (tiles - 1) * period + batch + 2 * (size - 1);
  }

  /** On which tile and image element (row, column) works in a cycle; null where it has nothing to do. */
  findWork(row: number, column: number, cycle: number): { tile: number; image: number } | null {
    const { load, period, batch, tiles } = this.#of;
    const at = cycle - load - row - column;
    const [tile, image] = [Math.floor(at / period), at % period];
    return at < 0 || tile >= tiles || image >= batch ? null : { tile, image };
  }

  /** One cycle. What elements without work hold is left as it was: nobody reads it. */
  step(): void {
    const { size, batch, period, load, tiles } = this.#of;
    const cycle = this.#cycle++;
    // From the last element to the first: each reads what its neighbours held before this cycle.
    for (let row = size - 1; row >= 0; row--) {
      const at = cycle - load - row;
      const last = Math.min(tiles - 1, Math.floor(at / period));
      for (let tile = Math.max(0, Math.floor((at - size + 1) / period)); tile <= last; tile++) {
        const first = at - tile * period;
        this.#workRow(row, tile, first, Math.min(size - 1, first), Math.max(0, first - batch + 1));
      }
    }
  }

  /** Goes on to the next cycle in which an element works; cycles without work leave no trace. */
  skip(): void {
    const { load, period, batch, tiles, size } = this.#of;
    const at = this.#cycle - load;
    if (at < 0) this.#cycle = load;
    else if (at % period >= batch + 2 * (size - 1) && at < tiles * period)
      this.#cycle = load + Math.ceil(at / period) * period;
  }

  /** Elements of a row, from the column `from` down to `to`; the one in column c works on image `at - c`. */
  #workRow(row: number, tile: number, at: number, from: number, to: number): void {
    const { size, weights, readInput, onSum } = this.#of;
    const { activations, sums } = this;
    const [start, firstWeight] = [row * size, (tile * size + row) * size];
    for (let column = from; column >= to; column--) {
      const place = start + column;
      const activation = column === 0 ? readInput(tile, row, at) : activations[place - 1]!;
      const above = row === 0 ? 0 : sums[place - size]!;
      activations[place] = activation;
      const sum = above + activation * weights[firstWeight + column]!;
      sums[place] = sum;
      if (row === size - 1) onSum(tile, at - column, column, sum);
    }
  }
}
