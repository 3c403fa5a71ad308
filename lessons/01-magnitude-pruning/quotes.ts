/**
 * Every number that the prose quotes, and the recipes it comes from. `npm run lesson-results` runs the
 * recipes and writes `results.json`; `prose.test.ts` runs the cheap ones again and holds text and lab
 * together.
 */
import { findCrossing } from '../../src/math/crossing.ts';
import { MODELS } from '../../src/spec/zoo.ts';
import { type EffortName, toEffort } from '../parts/effort.ts';
import { cheap, type Outcome, type Quote, toWeights, toWrong, trained } from '../parts/quotes.ts';
import { fromTrained } from '../parts/recipes.ts';
import { countKeptByRow } from './masks.ts';
import {
  ALLOWED,
  CUT_LEVELS,
  type PruneInput,
  toCutRecipe,
  toLevelPrune,
  toRetrainRecipe,
} from './recipe.ts';

const NET = 'lenet-300-100';

const denseRecipe = fromTrained(NET, []);
const cutAt = (level: number) => toCutRecipe(NET, toLevelPrune(level));
const cutEachLayer = (level: number) => toCutRecipe(NET, toLevelPrune(level, 'layer'));
const retrainAt95 = (effort: EffortName) => toRetrainRecipe(NET, toLevelPrune(0.95), toEffort(NET, effort));
const quality1: PruneInput = { kind: 'prune', scope: 'layer', qualityFactor: 1 };

const toLayerLevel =
  (layer: string) =>
  ({ ledger }: Outcome) => {
    const { weights, nonZeros } = ledger.layers.find((each) => each.layer === layer)!;
    return 1 - nonZeros / weights;
  };

function countDeadPixels({ model }: Outcome): number {
  const fc1 = model.tensors.find(({ name }) => name === 'fc1/kernel')!;
  const kept = Uint8Array.from(fc1.values, (value) => (value === 0 ? 0 : 1));
  return countKeptByRow(kept, fc1.shape[0]!).filter((count) => count === 0).length;
}

function toFreeLevel(outcomes: readonly Outcome[]): number {
  const points = outcomes.map(({ ledger }, index) => ({
    x: CUT_LEVELS[index]!,
    wrong: ledger.wrong,
    tested: ledger.tested,
  }));
  return Math.round(findCrossing(points, ALLOWED)! * 100) / 100;
}

/** The smallest whole percentage at which the file is smaller than the dense one. */
const EVEN_LEVELS = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1] as const;
function toBreakEven(outcomes: readonly Outcome[]): number {
  const index = outcomes.findIndex(({ ledger }) => ledger.fileBytes < ledger.denseFileBytes);
  return EVEN_LEVELS[index]!;
}

export const QUOTES = {
  parameters: cheap(denseRecipe, ({ ledger }) => ledger.parameters),
  weights: cheap(denseRecipe, toWeights),
  biases: cheap(denseRecipe, (outcome) => outcome.ledger.parameters - toWeights(outcome)),
  tested: cheap(denseRecipe, ({ ledger }) => ledger.tested),
  denseWrong: cheap(denseRecipe, toWrong),
  macs: cheap(denseRecipe, ({ ledger }) => ledger.macs),
  freeLevel: { recipes: CUT_LEVELS.map(cutAt), read: toFreeLevel, isCheap: false },
  cutWrong50: cheap(cutAt(0.5), toWrong),
  cutWrong90: cheap(cutAt(0.9), toWrong),
  cutWrong90Layer: cheap(cutEachLayer(0.9), toWrong),
  fc3Gone90: cheap(cutAt(0.9), toLayerLevel('fc3')),
  macs90: cheap(cutAt(0.9), ({ ledger }) => ledger.effectiveMacs),
  maskedBytes90: cheap(cutAt(0.9), ({ ledger }) => ledger.denseFileBytes),
  sparseBytes90: cheap(cutAt(0.9), ({ ledger }) => ledger.fileBytes),
  ratio90: cheap(cutAt(0.9), ({ ledger }) => ledger.denseFileBytes / ledger.fileBytes),
  share90: cheap(cutAt(0.9), ({ ledger }) => ledger.fileBytes / ledger.denseFileBytes),
  deadPixels90: cheap(cutAt(0.9), countDeadPixels),
  breakEven: { recipes: EVEN_LEVELS.map(cutAt), read: toBreakEven, isCheap: false },
  levelAtQ1Fc1: cheap(toCutRecipe(NET, quality1), toLayerLevel('fc1')),
  levelAtQ1Fc2: cheap(toCutRecipe(NET, quality1), toLayerLevel('fc2')),
  levelAtQ1Fc3: cheap(toCutRecipe(NET, quality1), toLayerLevel('fc3')),
  cutWrongQ1: cheap(toCutRecipe(NET, quality1), toWrong),
  quickExamples: cheap(denseRecipe, () => MODELS[NET].quickExamples),
  cutWrong95: cheap(cutAt(0.95), toWrong),
  retrainedWrong95: trained(retrainAt95('quick'), toWrong),
  retrainedWrong95Full: trained(retrainAt95('full'), toWrong),
  retrainedWrong95Thorough: trained(retrainAt95('thorough'), toWrong),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
