/**
 * The layers that EIE was measured on (Han et al. 2016, arXiv 1602.01528, table 3), drawn at random with the
 * same sizes and densities: what the machine makes of them hangs on how many entries there are and how evenly
 * they lie, and on no value.
 */
import { createStream } from '../random.ts';
import { CODE_BITS } from './columns.ts';

export interface Workload {
  readonly inputs: number;
  readonly outputs: number;
  /** Shares that are not zero. */
  readonly weights: number;
  readonly activations: number;
  /** Microseconds of 64 elements at 800 MHz, measured and if none ever waited (table 4). */
  readonly published?: { readonly actual: number; readonly theoretical: number };
}

const layer = (
  [inputs, outputs]: readonly [number, number],
  [weights, activations]: readonly [number, number],
  times?: readonly [actual: number, theoretical: number],
): Workload => ({
  ...{ inputs, outputs, weights, activations },
  ...(times && { published: { actual: times[0], theoretical: times[1] } }),
});

export const WORKLOADS = {
  'alex-6': layer([9216, 4096], [0.09, 0.351], [30.3, 28.1]),
  'alex-7': layer([4096, 4096], [0.09, 0.353], [12.2, 11.7]),
  'alex-8': layer([4096, 1000], [0.25, 0.375], [9.9, 8.9]),
  'vgg-6': layer([25088, 4096], [0.04, 0.183], [34.4, 28.1]),
  'vgg-7': layer([4096, 4096], [0.04, 0.375]),
  'vgg-8': layer([4096, 1000], [0.23, 0.411]),
  'nt-we': layer([4096, 600], [0.1, 1], [8.0, 5.2]),
  'nt-wd': layer([600, 8791], [0.11, 1]),
  'nt-lstm': layer([1201, 2400], [0.1, 1]),
} as const satisfies Readonly<Record<string, Workload>>;

export type WorkloadName = keyof typeof WORKLOADS;
export const WORKLOAD_NAMES = Object.keys(WORKLOADS) as readonly WorkloadName[];

const LONGEST_GAP = 2 ** CODE_BITS;

export interface DrawnLayer {
  /** Entries, fillers among them, [active columns, elements]. */
  readonly counts: Uint16Array;
  /** Weights in those columns: the entries that are no fillers. */
  readonly kept: number;
}

export interface DrawOptions {
  readonly seed?: number;
  /** The first active columns alone; all without it. */
  readonly columns?: number;
}

/** Entries by active column and element, each weight there or not by chance. */
export function drawLayer(
  name: WorkloadName,
  elements: number,
  { seed = 1, columns = Number.POSITIVE_INFINITY }: DrawOptions = {},
): DrawnLayer {
  const { inputs, outputs, weights, activations } = WORKLOADS[name];
  const active = Math.min(columns, Math.round(inputs * activations));
  const counts = new Uint16Array(active * elements);
  const stream = createStream(seed, 'eie', name);
  const last = new Int32Array(elements);
  const log = Math.log(1 - weights);
  let kept = 0;
  // From one weight to the next by a geometric law.
  const skip = () => 1 + Math.floor(Math.log(1 - stream.nextFloat()) / log);
  for (let column = 0; column < active; column++) {
    last.fill(-1);
    for (let row = skip() - 1; row < outputs; row += skip()) {
      const element = row % elements;
      const place = Math.floor(row / elements);
      const zeros = place - last[element]! - 1;
      counts[column * elements + element]! += 1 + Math.floor(zeros / LONGEST_GAP);
      last[element] = place;
      kept++;
    }
  }
  return { counts, kept };
}

/** The entries alone, [active columns, elements]. */
export function drawEntries(name: WorkloadName, elements: number): Uint16Array {
  return drawLayer(name, elements).counts;
}
