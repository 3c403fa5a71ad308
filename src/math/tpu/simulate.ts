/**
 * A layer of whole numbers on a systolic array of any size, as the TPU has one of 256 x 256 (Jouppi et al.
 * 2017, arXiv 1704.04760): its matrix is cut into tiles of the array's size, all images pass through one tile
 * after the other, and sums of tiles that share outputs are added up behind the array.
 *
 * Weights come from memory tile by tile while the array works, so a batch that is over sooner waits for them.
 * Left out on purpose: what moves images in and sums out, and the host.
 */
import { SystolicArray } from './systolic.ts';

/** Of the published chip. */
export const TPU = { size: 256, clockHz: 700e6, memoryBytesPerSecond: 34e9 } as const;

/** Products that the whole array makes for each byte of weights in the time in which that byte comes. */
export const RIDGE = (TPU.size ** 2 * TPU.clockHz) / TPU.memoryBytesPerSecond;

/** Operations a second, two for each product with its addition. */
export const PEAK_OPERATIONS = 2 * TPU.size ** 2 * TPU.clockHz;

export interface TpuQuestion {
  /** [batch, depth], 8-bit whole numbers less their zero point. */
  readonly inputs: Int16Array;
  /** [depth, outputs] */
  readonly weights: Int8Array;
  readonly batch: number;
  readonly depth: number;
  readonly outputs: number;
  /** Rows and columns of the array. */
  readonly size: number;
  /** Bytes of weights that memory gives in a cycle; Infinity where they are there already. */
  readonly bytesPerCycle: number;
}

export interface TpuAnswer {
  /** [batch, outputs] */
  readonly sums: Int32Array;
  readonly cycles: number;
  readonly tiles: number;
  /** Products of the layer, as a share of those that the array could have made in these cycles. */
  readonly utilisation: number;
  /** Cycles of one tile, and what decides them. */
  readonly period: number;
  readonly bound: 'batch' | 'shift' | 'memory';
  /** At the published clock. */
  readonly microseconds: number;
  readonly operationsPerSecond: number;
}

/** Cycles of one tile: all images pass, its weights move down the array, and they come from memory. */
export function findPeriod({
  size,
  batch,
  bytesPerCycle,
}: Pick<TpuQuestion, 'size' | 'batch' | 'bytesPerCycle'>) {
  const needs = { batch, shift: size, memory: Math.ceil(size ** 2 / bytesPerCycle) };
  const period = Math.max(...Object.values(needs));
  const bound = (['batch', 'shift', 'memory'] as const).find((each) => needs[each] === period)!;
  return { period, bound };
}

/** The same without its sums: only counted. Shapes and the machine decide, no number of the layer does. */
export function countTpu(question: Omit<TpuQuestion, 'inputs' | 'weights'>): Omit<TpuAnswer, 'sums'> {
  const { size, batch, depth, outputs } = question;
  const tiles = Math.ceil(depth / size) * Math.ceil(outputs / size);
  const { period, bound } = findPeriod(question);
  const load = findLoad(question);
  const cycles = tiles === 0 ? 0 : load + (tiles - 1) * period + batch + 2 * (size - 1);
  const macs = batch * depth * outputs;
  const seconds = cycles / TPU.clockHz;
  return {
    cycles,
    tiles,
    utilisation: cycles === 0 ? 0 : macs / (cycles * size ** 2),
    period,
    bound,
    microseconds: 1e6 * seconds,
    operationsPerSecond: seconds === 0 ? 0 : (2 * macs) / seconds,
  };
}

/** The first tile has nothing to hide behind. */
function findLoad({ size, bytesPerCycle }: Pick<TpuQuestion, 'size' | 'bytesPerCycle'>): number {
  return Math.max(size, Math.ceil(size ** 2 / bytesPerCycle));
}

/**
 * Every element in every cycle in which it works.
 * @param report told the share that is done, now and then
 */
export function simulateTpu(question: TpuQuestion, report: (share: number) => void = () => {}): TpuAnswer {
  const { outputs, batch } = question;
  const sums = new Int32Array(batch * outputs);
  const array = createArray(question, (image, output, sum) => {
    sums[image * outputs + output]! += sum;
  });
  const { cycles } = array;
  const every = Math.max(1, Math.floor(cycles / 20));
  while (array.cycle < cycles) {
    array.skip();
    array.step();
    if (array.cycle % every === 0) report(array.cycle / cycles);
  }
  return { ...countTpu(question), sums };
}

/** The array at its start, to be stepped by hand. @param onSum told of each tile's part of an output */
export function createArray(
  question: TpuQuestion,
  onSum: (image: number, output: number, sum: number) => void,
): SystolicArray {
  const { inputs, weights, batch, depth, outputs, size } = question;
  const down = Math.ceil(depth / size);
  const tiles = down * Math.ceil(outputs / size);
  const { period } = findPeriod(question);
  const toPlace = (tile: number) => ({
    firstInput: (tile % down) * size,
    firstOutput: Math.floor(tile / down) * size,
  });
  const packed = new Int8Array(tiles * size ** 2);
  for (let tile = 0; tile < tiles; tile++) {
    const { firstInput, firstOutput } = toPlace(tile);
    const rows = Math.min(size, depth - firstInput);
    const columns = Math.min(size, outputs - firstOutput);
    for (let row = 0; row < rows; row++) {
      const from = (firstInput + row) * outputs + firstOutput;
      packed.set(weights.subarray(from, from + columns), (tile * size + row) * size);
    }
  }
  return new SystolicArray({
    ...{ size, weights: packed, tiles, batch, period, load: findLoad(question) },
    readInput: (tile, row, image) => {
      const input = (tile % down) * size + row;
      return input < depth ? inputs[image * depth + input]! : 0;
    },
    onSum: (tile, image, column, sum) => {
      const output = toPlace(tile).firstOutput + column;
      if (output < outputs) onSum(image, output, sum);
    },
  });
}
