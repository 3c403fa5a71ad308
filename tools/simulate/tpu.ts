/** The TPU's row of `lab simulate`: a file's own layer, rounded to 8 bits, on an array whose weights stay. */
import { simulateTpu, TPU, type TpuAnswer } from '../../src/math/tpu/simulate.ts';
import type { Machine } from './command.ts';
import { toCount } from './count.ts';
import { readLayer } from './layer.ts';

const MOST_SIZE = 256;
const MOST_BATCH = 4096;
const BOUNDS: Readonly<Record<TpuAnswer['bound'], string>> = {
  batch: 'the images that pass',
  shift: 'the weights that move into place',
  memory: 'the weights that come from memory',
};

export const tpu: Machine = async ({ workload, size: sizeText, batch: batchText, log }) => {
  const size = toCount('--size', sizeText, TPU.size, MOST_SIZE);
  const batch = toCount('--batch', batchText, 64, MOST_BATCH);
  const { weights, inputs, depth, outputs } = await readLayer(workload, '', batch, log);
  const { sums: _, ...run } = simulateTpu({
    ...{ batch, depth, outputs, size, bytesPerCycle: TPU.memoryBytesPerSecond / TPU.clockHz },
    inputs: Int16Array.from(toWhole(inputs)),
    weights: Int8Array.from(toWhole(weights)),
  });
  return { values: { size, batch, ...run }, lines: toLines(run, size) };
};

/** On a grid of 8 bits from -127 to 127, one step for all. */
function toWhole(values: Float32Array): Float32Array {
  const most = values.reduce((largest, each) => Math.max(largest, Math.abs(each)), 0);
  return most === 0 ? values : values.map((each) => Math.round((127 * each) / most));
}

function toLines(run: Omit<TpuAnswer, 'sums'>, size: number): string[] {
  const { cycles, tiles, utilisation, period, bound, microseconds, operationsPerSecond } = run;
  return [
    `${cycles.toLocaleString('en-US')} cycles, ${microseconds.toFixed(1)} us at 700 MHz, ${tiles} tiles of ${size} x ${size}`,
    `${period.toLocaleString('en-US')} cycles a tile, decided by ${BOUNDS[bound]}`,
    `in use: ${(100 * utilisation).toFixed(2)} % of the products that the array could make, ${(operationsPerSecond / 1e12).toFixed(2)} TOPS`,
  ];
}
