/**
 * What slices amount to. One row for each contender: medians over its rounds, and what they are worth beside
 * the roof and beside the best stock engine of the same group. GFLOP/s of sparse rows and of few bits count
 * the operations of the dense float layer that they stand for, so that they compare.
 */
import { median } from '../../src/math/statistics.ts';
import type { Group } from './contenders.ts';
import type { Measured } from './measure.ts';

/** Figures are null where an engine could not run; `reason` says why. */
export interface Row {
  readonly net: string;
  readonly layer?: string;
  readonly engine: string;
  readonly workers: number;
  readonly imagesPerSecond: number | null;
  readonly gflops: number | null;
  /** Of one core's roof for each worker, a fraction. */
  readonly ofRoof: number | null;
  /** Images per second as a multiple of the best stock engine's. */
  readonly vsBestStock: number | null;
  /** As a multiple of our dense float engine's with one worker. */
  readonly vsOurs: number | null;
  readonly rounds: number;
  /** Fastest less slowest round, as a fraction of the median. */
  readonly spread: number | null;
  readonly device?: string;
  readonly difference?: number;
  readonly reason?: string;
}

export interface Report {
  readonly roofGflops: number;
  readonly rows: readonly Row[];
}

const isNumber = (value: number | null): value is number => value !== null;

/** The rows of one group. */
export function toRows(group: Group, measured: readonly Measured[]): Row[] {
  const speeds = measured.map(({ slices }) => medianOf(slices, toSpeed));
  const bestStock = Math.max(
    ...speeds.filter((each, i) => isNumber(each) && measured[i]?.contender.isStock).filter(isNumber),
  );
  const ours = speeds[measured.findIndex(({ contender }) => contender.engine === 'ours')] ?? null;
  const over = (speed: number | null, base: number | null) =>
    speed === null || base === null || !Number.isFinite(base) ? null : speed / base;
  return measured.map(({ contender, slices, device, difference, reason }, i): Row => {
    const speed = speeds[i] ?? null;
    const toGflops = (imagesPerSecond: number) => (imagesPerSecond * group.flopsPerImage) / 1e9;
    return {
      net: group.net,
      ...(group.layer !== undefined && { layer: group.layer }),
      engine: contender.engine,
      workers: contender.workers,
      imagesPerSecond: speed,
      gflops: speed === null ? null : toGflops(speed),
      ofRoof: medianOf(slices, (each) => toGflops(toSpeed(each)) / (each.roofGflops * contender.workers)),
      vsBestStock: over(speed, bestStock),
      vsOurs: over(speed, ours),
      rounds: slices.length,
      spread: speed === null ? null : toSpread(slices.map(toSpeed)) / speed,
      ...(device !== undefined && { device }),
      ...(difference !== undefined && { difference }),
      ...(reason !== undefined && { reason }),
    };
  });
}

const toSpeed = ({ images, elapsedMs }: { images: number; elapsedMs: number }) => (1000 * images) / elapsedMs;

const toSpread = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

function medianOf<T>(items: readonly T[], toNumber: (item: T) => number): number | null {
  return items.length === 0 ? null : median(items.map(toNumber));
}

/** Everything in one: the roof is the median of all its measurements. */
export function toReport(groups: readonly (readonly [Group, readonly Measured[]])[]): Report {
  const roofs = groups.flatMap(([, measured]) =>
    measured.flatMap(({ slices }) => slices.map((each) => each.roofGflops)),
  );
  return { roofGflops: median(roofs), rows: groups.flatMap(([group, measured]) => toRows(group, measured)) };
}
