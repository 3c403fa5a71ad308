/** EIE's row of `lab simulate`: published layers are drawn at random, a file's own layer reads an image. */
import { countEntries } from '../../src/math/eie/columns.ts';
import { type EieRun, runEie } from '../../src/math/eie/machine.ts';
import { drawEntries, WORKLOAD_NAMES, WORKLOADS, type Workload } from '../../src/math/eie/workloads.ts';
import type { Machine } from './command.ts';
import { toCount } from './count.ts';
import { openLayer } from './layer.ts';

const MOST = 256;

export const eie: Machine = async ({ workload, pes, queue, log }) => {
  const elements = toCount('--pes', pes, 64, MOST);
  const depth = toCount('--queue', queue, 8, MOST);
  const name = WORKLOAD_NAMES.find((each) => each === workload);
  const counts = name === undefined ? await countLayer(workload, elements, log) : drawEntries(name, elements);
  const run = runEie(counts, elements, depth);
  return {
    values: { pes: elements, queue: depth, ...run },
    lines: toLines(run, elements, name && WORKLOADS[name]),
  };
};

async function countLayer(
  wanted: string | undefined,
  elements: number,
  log: (line: string) => void,
): Promise<Uint16Array> {
  const choices = `one of ${WORKLOAD_NAMES.join(', ')} or `;
  const { matrix, active } = await openLayer(wanted, choices, elements, log);
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
