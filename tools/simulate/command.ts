/**
 * `lab simulate eie --workload alex-6|model-file:layer [--pes n] [--queue n] [--json]`: a layer on a machine
 * that was built for compressed nets. Published layers are drawn at random; a model file's own layer is fed
 * with the first test image.
 */
import { countEntries } from '../../src/math/eie/columns.ts';
import { type EieRun, runEie } from '../../src/math/eie/machine.ts';
import { drawEntries, WORKLOAD_NAMES, WORKLOADS, type Workload } from '../../src/math/eie/workloads.ts';
import { openLayer } from './layer.ts';

export interface SimulateOptions {
  readonly workload: string | undefined;
  readonly pes: string | undefined;
  readonly queue: string | undefined;
  readonly json: boolean;
  readonly print: (line: string) => void;
  readonly log: (line: string) => void;
}

const MOST = 256;

/** @throws with one sentence when an option is wrong, or the layer has no form on the machine */
export async function simulate(machine: string, options: SimulateOptions): Promise<void> {
  if (machine !== 'eie') throw new Error(`What can be simulated is eie, not ${machine}.`);
  const { json, print, log } = options;
  const elements = toCount('--pes', options.pes, 64);
  const depth = toCount('--queue', options.queue, 8);
  const wanted = options.workload;
  const name = WORKLOAD_NAMES.find((each) => each === wanted);
  const counts = name === undefined ? await countLayer(wanted, elements, log) : drawEntries(name, elements);
  const run = runEie(counts, elements, depth);
  if (json)
    return print(
      JSON.stringify({ kind: 'simulated', machine, workload: wanted, pes: elements, queue: depth, ...run }),
    );
  for (const line of toLines(run, elements, name && WORKLOADS[name])) print(line);
}

async function countLayer(
  wanted: string | undefined,
  elements: number,
  log: (line: string) => void,
): Promise<Uint16Array> {
  const [file, layer] = /^(.+):([^:]+)$/.exec(wanted ?? '')?.slice(1) ?? [];
  if (file === undefined || layer === undefined)
    throw new Error(
      `--workload must be one of ${WORKLOAD_NAMES.join(', ')} or MODEL.fwm:LAYER, got ${wanted ?? 'nothing'}.`,
    );
  const { matrix, active } = await openLayer(file, layer, elements, log);
  return countEntries(matrix, active);
}

function toLines(run: EieRun, elements: number, workload: Workload | undefined): string[] {
  const { cycles, theoreticalCycles, idleShare, microseconds, energyPj } = run;
  const { actual, theoretical } = workload?.published ?? {};
  const beside = (value: number | undefined) => (value === undefined ? '' : ` (published: ${value} us)`);
  return [
    `${cycles.toLocaleString('en-US')} cycles, ${microseconds.toFixed(1)} us at 800 MHz${beside(actual)}`,
    `without waiting: ${theoreticalCycles.toLocaleString('en-US')} cycles, ${(theoreticalCycles / 800).toFixed(1)} us${beside(theoretical)}`,
    `idle: ${(100 * idleShare).toFixed(1)} % of the cycles of ${elements} processing elements`,
    `energy: ${(energyPj / 1e6).toFixed(2)} uJ, by the chip's power`,
  ];
}

function toCount(option: string, given: string | undefined, usual: number): number {
  if (given === undefined) return usual;
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= MOST) return count;
  throw new Error(`${option} must be a whole number from 1 to ${MOST}, got ${given}.`);
}
