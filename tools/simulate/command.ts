/**
 * `lab simulate eie|tpu --workload LAYER [--json]`: a layer on a machine that was built for neural nets,
 * cycle by cycle. A machine is a row of MACHINES.
 */
import { eie } from './eie.ts';
import { tpu } from './tpu.ts';

export interface SimulateOptions {
  readonly workload: string | undefined;
  readonly pes: string | undefined;
  readonly queue: string | undefined;
  readonly size: string | undefined;
  readonly batch: string | undefined;
  readonly json: boolean;
  readonly print: (line: string) => void;
  readonly log: (line: string) => void;
}

/** @throws with one sentence when an option is wrong, or the layer has no form on the machine */
export type Machine = (options: SimulateOptions) => Promise<{
  /** What JSON says beside the machine and the workload. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly lines: readonly string[];
}>;

const MACHINES = { eie, tpu } satisfies Record<string, Machine>;

/** @throws with one sentence when the machine is unknown, and what the machine throws */
export async function simulate(machine: string, options: SimulateOptions): Promise<void> {
  const found = Object.entries(MACHINES).find(([name]) => name === machine)?.[1];
  if (found === undefined)
    throw new Error(`What can be simulated is ${Object.keys(MACHINES).join(' or ')}, not ${machine}.`);
  const { values, lines } = await found(options);
  const { json, print, workload } = options;
  if (json) return print(JSON.stringify({ kind: 'simulated', machine, workload, ...values }));
  for (const line of lines) print(line);
}
