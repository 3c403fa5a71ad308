/**
 * Every number that the prose quotes. What the machine does comes from its own runs, whatever the recipe; the
 * net's wrong answers and bytes come from recipes.
 */
import { FIXED_FACTOR, PAPER_FACTORS } from '../../src/math/eie/energy.ts';
import { CLOCK_HZ, type EieRun, runEie } from '../../src/math/eie/machine.ts';
import { drawLayer, WORKLOADS, type WorkloadName } from '../../src/math/eie/workloads.ts';
import { OPERATION_PJ, READ_PJ } from '../../src/math/energy.ts';
import { cheap, type Quote, toWrong, trained } from '../parts/quotes.ts';
import { MOST_IDLE, WANTED_GAIN } from './lab/checks.ts';
import { findBackground } from './lab/draft.ts';
import { traceExample } from './lab/example.ts';
import { CHIP } from './lab/published.ts';
import { toDenseRecipe, toDraftRecipe, toTrainedRecipe } from './recipe.ts';

const NET = 'lenet-300-100';
const dense = toDenseRecipe(NET);
const draft = toDraftRecipe({ model: NET, sparsity: 0.9 });

/** Of a published layer on the chip's 64 elements, unless said otherwise. */
function run(name: WorkloadName, depth: number = CHIP.depth, elements: number = CHIP.elements): EieRun {
  return runEie(drawLayer(name, elements).counts, elements, depth);
}

function fill(name: WorkloadName, elements: number): number {
  const { counts, kept } = drawLayer(name, elements);
  const entries = counts.reduce((sum, count) => sum + count, 0);
  return (entries - kept) / entries;
}

/** A number that hangs on no net. */
const fixed = (read: () => number): Quote => cheap(dense, read);
const idle = (...given: Parameters<typeof run>) => fixed(() => run(...given).idleShare);

export const QUOTES = {
  elements: fixed(() => CHIP.elements),
  megahertz: fixed(() => CLOCK_HZ / 1e6),
  alex6Inputs: fixed(() => WORKLOADS['alex-6'].inputs),
  alex6Outputs: fixed(() => WORKLOADS['alex-6'].outputs),
  alex6Weights: fixed(() => WORKLOADS['alex-6'].weights),
  alex6Activations: fixed(() => WORKLOADS['alex-6'].activations),
  idle1: idle('alex-6', 1),
  idle2: idle('alex-6', 2),
  idle8: idle('alex-6', 8),
  idle16: idle('alex-6', 16),
  idle256: idle('alex-6', 256),
  ntIdle8: idle('nt-we', 8),
  ntIdle256: idle('nt-we', 256),
  ntRows: fixed(() => WORKLOADS['nt-we'].outputs),
  fill1: fixed(() => fill('alex-6', 1)),
  fill64: fixed(() => fill('alex-6', 64)),
  speed64: fixed(() => run('alex-6', 8, 1).cycles / run('alex-6', 8, 64).cycles),
  ntSpeed256: fixed(() => run('nt-we', 8, 1).cycles / run('nt-we', 8, 256).cycles),
  alex6: fixed(() => run('alex-6').microseconds),
  alex6Paper: fixed(() => WORKLOADS['alex-6'].published!.actual),
  vgg6: fixed(() => run('vgg-6').microseconds),
  vgg6Paper: fixed(() => WORKLOADS['vgg-6'].published!.actual),
  factor: fixed(() => Object.values(PAPER_FACTORS).reduce((product, each) => product * each, 1)),
  sram: fixed(() => PAPER_FACTORS.sram),
  sparse: fixed(() => PAPER_FACTORS.sparse),
  shared: fixed(() => PAPER_FACTORS.shared),
  skip: fixed(() => PAPER_FACTORS.skip),
  walk1: fixed(() => traceExample(1).length),
  background: fixed(() => findBackground('mnist')),
  readTimes: fixed(() => READ_PJ.dram / READ_PJ.sram),
  sramPj: fixed(() => READ_PJ.sram),
  dramPj: fixed(() => READ_PJ.dram),
  macPj: fixed(() => OPERATION_PJ.multiply.float32 + OPERATION_PJ.add.float32),
  fixedTimes: fixed(() => FIXED_FACTOR),
  tested: cheap(dense, ({ ledger }) => ledger.tested),
  mostIdle: fixed(() => MOST_IDLE),
  wantedGain: fixed(() => WANTED_GAIN),
  denseWrong: cheap(dense, toWrong),
  denseBytes: cheap(dense, ({ ledger }) => ledger.fileBytes),
  draftWrong: cheap(draft, toWrong),
  draftBytes: cheap(draft, ({ ledger }) => ledger.fileBytes),
  trainedWrong: trained(toTrainedRecipe({ model: NET, sparsity: 0.9 }), toWrong),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
