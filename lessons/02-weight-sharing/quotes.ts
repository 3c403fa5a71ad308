/**
 * Every number that the prose quotes, and the recipes it comes from. `npm run lesson-results` runs the
 * recipes and writes `results.json`; `prose.test.ts` runs the cheap ones again and holds text and lab
 * together.
 */
import { MODELS } from '../../src/spec/zoo.ts';
import { toEffort } from '../parts/effort.ts';
import { cheap, type Outcome, type Quote, toWeights, toWrong, trained } from '../parts/quotes.ts';
import { fromTrained } from '../parts/recipes.ts';
import { findFewestValues } from './lab/truth.ts';
import {
  ANSWERS,
  CURVE_BITS,
  type InitName,
  type Scope,
  SEED,
  toCurveStage,
  toPruneInput,
  toShareRecipe,
  toTuneRecipe,
} from './recipe.ts';
import { countSharedBits } from './sharing.ts';

const NET = 'lenet-300-100';
const CONV_NET = 'lenet-5';
const PRUNED = 0.9;
/**
 * Draws of Forgy's start that the text tells of: one of the better and one of the worse of the first eight.
 */
const LUCKY_DRAW = ANSWERS.beatLinear.draw;
const UNLUCKY_DRAW = 2;

const dense = fromTrained(NET, []);
const shared = (bits: number, init: InitName = 'linear', prune = 0, draw = SEED) =>
  toShareRecipe(NET, prune, toCurveStage(init, 'all', bits), draw);
const ofScope = (scope: Scope, bits: number) =>
  toShareRecipe(CONV_NET, 0, toCurveStage('linear', scope, bits));

const toFewest = (outcomes: readonly Outcome[]) => {
  const [before, ...after] = outcomes.map(({ ledger }) => ledger);
  const points = after.map(({ wrong, tested }, index) => ({ bits: CURVE_BITS[index]!, wrong, tested }));
  return Number(findFewestValues(points, before!.wrong));
};

/** How far the largest twentieth of fc3's weights move on average. */
const LARGE_PART = 0.05;
function toLargeMove([before, after]: readonly Outcome[]): number {
  const toValues = (outcome: Outcome) =>
    outcome.model.tensors.find(({ name }) => name === 'fc3/kernel')!.values;
  const [from, to] = [toValues(before!), toValues(after!)];
  const order = [...from.keys()].sort((a, b) => Math.abs(from[b]!) - Math.abs(from[a]!));
  const large = order.slice(0, Math.round(LARGE_PART * order.length));
  return large.reduce((sum, at) => sum + Math.abs(from[at]! - to[at]!), 0) / large.length;
}

/** Without training, but one of so many that a test would take minutes to run them all every time. */
const counted: typeof cheap = (recipe, read) => ({ ...cheap(recipe, read), isCheap: false });

export const QUOTES = {
  weights: cheap(dense, toWeights),
  tested: cheap(dense, ({ ledger }) => ledger.tested),
  denseWrong: cheap(dense, toWrong),
  denseBytes: cheap(dense, ({ ledger }) => ledger.fileBytes),
  macs: cheap(dense, ({ ledger }) => ledger.macs),
  enough: {
    recipes: [dense, ...CURVE_BITS.map((bits) => shared(bits))],
    read: toFewest,
    isCheap: false,
  },
  wrong16: cheap(shared(4), toWrong),
  wrong8: cheap(shared(3), toWrong),
  wrong4: cheap(shared(2), toWrong),
  wrong2: cheap(shared(1), toWrong),
  bytes16: cheap(shared(4), ({ ledger }) => ledger.fileBytes),
  ratio16: cheap(shared(4), ({ ledger }) => ledger.denseFileBytes / ledger.fileBytes),
  books16: cheap(shared(4), ({ ledger }) => ledger.fileParts.codebooks),
  macs16: cheap(shared(4), ({ ledger }) => ledger.effectiveMacs),
  exampleRate: cheap(dense, () => (16 * 32) / countSharedBits(16, 2, 4)),
  density8: cheap(shared(3, 'density'), toWrong),
  largeLinear8: { recipes: [dense, shared(3)], read: toLargeMove, isCheap: true },
  largeDensity8: { recipes: [dense, shared(3, 'density')], read: toLargeMove, isCheap: true },
  largeOptimal8: { recipes: [dense, shared(3, 'optimal')], read: toLargeMove, isCheap: false },
  optimal8: counted(shared(3, 'optimal'), toWrong),
  forgy4: cheap(shared(2, 'forgy', 0, LUCKY_DRAW), toWrong),
  forgy4Unlucky: counted(shared(2, 'forgy', 0, UNLUCKY_DRAW), toWrong),
  optimal4: counted(shared(2, 'optimal'), toWrong),
  prunedWrong: cheap(fromTrained(NET, [toPruneInput(PRUNED)]), toWrong),
  prunedLinear8: cheap(shared(3, 'linear', PRUNED), toWrong),
  prunedDensity8: cheap(shared(3, 'density', PRUNED), toWrong),
  prunedForgy8: cheap(shared(3, 'forgy', PRUNED), toWrong),
  prunedOptimal8: counted(shared(3, 'optimal', PRUNED), toWrong),
  convNetWrong: counted(fromTrained(CONV_NET, []), toWrong),
  fcAt1: counted(ofScope('fc', 1), toWrong),
  convAt1: counted(ofScope('conv', 1), toWrong),
  fcAt2: counted(ofScope('fc', 2), toWrong),
  convAt2: counted(ofScope('conv', 2), toWrong),
  quickExamples: cheap(dense, () => MODELS[NET].quickExamples),
  tuned4: trained(toTuneRecipe(ANSWERS.fewValues, toEffort(NET, 'quick')), toWrong),
  tuned4Full: trained(toTuneRecipe(ANSWERS.fewValues, toEffort(NET, 'full')), toWrong),
  tuned4Thorough: trained(toTuneRecipe(ANSWERS.fewValues, toEffort(NET, 'thorough')), toWrong),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
