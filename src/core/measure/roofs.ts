/**
 * What this device can do at most on one thread: products a second in floats and in whole numbers, on
 * registers alone, and bytes a second from memory, by how large the array is that is read again and again.
 * The caches show as steps. All of it takes less than two seconds; kernels on a memory of its own, so that
 * nothing stays behind.
 */
import { createExports } from '../../kernels/module.ts';
import { median } from '../../math/statistics.ts';
import { type Clock, getDeviceClock } from './clock.ts';
import { countCalls, timeCalls } from './pace.ts';

/**
 * One figure: the best of so many samples, since whatever else the machine does only ever takes away; their
 * median, and how far the largest is from the smallest, as a fraction of that.
 */
export interface Roof {
  readonly best: number;
  readonly median: number;
  readonly spread: number;
  readonly n: number;
}

export interface DeviceRoofs {
  /** Operations a second, in thousand millions: a product and its addition are two. */
  readonly float32: Roof;
  readonly whole: Roof;
  /** By the bytes of the array, thousand millions of bytes a second. */
  readonly memory: readonly { readonly bytes: number; readonly bandwidth: Roof }[];
}

const FLOAT_OPERATIONS = 96;
const WHOLE_OPERATIONS = 192;
const ROUNDS = 10_000;
const SAMPLES = 9;
const SAMPLE_MS = 4;
const KIBIBYTE = 1024;
const PAGE = 64 * KIBIBYTE;
/** From within the first cache to beyond the last one. */
const ARRAY_BYTES = [
  ...[4, 8, 16, 32, 64, 128, 256, 512].map((kib) => kib * KIBIBYTE),
  ...[1, 2, 4, 8, 16, 32, 64].map((mib) => mib * KIBIBYTE ** 2),
];
/** A clock that ticks more seldom would take longer than a reader waits. */
export const COARSEST_ROOF_TICK_MS = 2;

/**
 * @throws RangeError where the clock ticks too seldom, with how often it does
 */
export async function measureRoofs(
  yieldThread?: () => Promise<void>,
  clock: Clock = getDeviceClock(),
): Promise<DeviceRoofs> {
  if (clock.tickMs > COARSEST_ROOF_TICK_MS)
    throw new RangeError(
      `roofs need a clock that ticks every ${COARSEST_ROOF_TICK_MS} ms, this one ticks every ${clock.tickMs} ms`,
    );
  const largest = Math.max(...ARRAY_BYTES);
  const memory = new WebAssembly.Memory({ initial: largest / PAGE + 1 });
  const exports = createExports(memory);
  // Pages that were never written to may all be one page of zeros.
  new Uint8Array(memory.buffer).fill(1);
  const [to, at] = [0, PAGE];
  new Float32Array(memory.buffer, to, 16).fill(0.5);
  const measure = async (run: () => void, work: number): Promise<Roof> => {
    const samples: number[] = [];
    const calls = countCalls(run, SAMPLE_MS, clock);
    for (let sample = 0; sample < SAMPLES; sample++) {
      await yieldThread?.();
      samples.push(work / timeCalls(run, calls, clock) / 1e6);
    }
    return toRoof(samples);
  };
  const float32 = await measure(() => exports.measureRoof(ROUNDS, to), FLOAT_OPERATIONS * ROUNDS);
  const whole = await measure(() => exports.measureWholeRoof(ROUNDS, to), WHOLE_OPERATIONS * ROUNDS);
  const bandwidths: { bytes: number; bandwidth: Roof }[] = [];
  for (const bytes of ARRAY_BYTES) {
    const rounds = Math.max(1, Math.floor(largest / 64 / bytes));
    const run = () => exports.readMemory(at, bytes, rounds, to);
    bandwidths.push({ bytes, bandwidth: await measure(run, bytes * rounds) });
  }
  return { float32, whole, memory: bandwidths };
}

function toRoof(samples: readonly number[]): Roof {
  const [best, middle] = [Math.max(...samples), median(samples)];
  return { best, median: middle, spread: (best - Math.min(...samples)) / middle, n: samples.length };
}
