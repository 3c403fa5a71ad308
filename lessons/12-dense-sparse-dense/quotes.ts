/**
 * Every number that the prose quotes, and the recipes it comes from. `npm run lesson-results` runs the
 * recipes and writes `results.json`; `prose.test.ts` runs the cheap ones again and holds text and lab
 * together.
 */
import type { Comparison } from '../../src/math/repeats.ts';
import { comparePairs } from '../parts/pairs.ts';
import { cheap, type Outcome, type Quote, toWrong, trained } from '../parts/quotes.ts';
import { fromTrained } from '../parts/recipes.ts';
import { listSeeds } from './lab/pairs.ts';
import { LEAST_GAIN, MOST_GAIN, PAPER_SHARE, PUBLISHED } from './lab/published.ts';
import { measureReborn } from './lab/reborn.ts';
import { EFFORT, toCutRecipe, toDetourRecipe, toStraightRecipe } from './recipe.ts';
import type { Settings } from './settings.ts';

const NET = 'lenet-300-100';
const told: Settings = { model: NET, share: 0.3, first: true, reborn: 'zero' };
const dense = fromTrained(NET, []);

/** Pairs of the opening question. */
export const TOLD_PAIRS = 5;

/** The share at which the detour is a loss beyond doubt. */
export const HARMFUL = 0.95;

function toPairQuote(settings: Settings, read: (comparison: Comparison) => number): Quote {
  const seeds = listSeeds(TOLD_PAIRS);
  return {
    recipes: seeds.flatMap((seed) => [toDetourRecipe(settings, seed), toStraightRecipe(settings, seed)]),
    read: (outcomes) => {
      const wrong = outcomes.map(toWrong);
      const pairs = seeds.map((seed, at) => ({ seed, first: wrong[2 * at]!, second: wrong[2 * at + 1]! }));
      return read(comparePairs(pairs)!);
    },
    isCheap: false,
  };
}

/** The detour of the text up to the end of a phase. */
function toPhaseQuote(stages: number, read: (outcome: Outcome) => number, settings = told): Quote {
  const recipe = toDetourRecipe(settings);
  return trained({ ...recipe, stages: recipe.stages.slice(0, stages) }, read);
}

/** What the largest layer's reborn weights have become. */
function toRebornQuote(key: 'sameSign' | 'grown', settings: Settings): Quote {
  const recipe = toDetourRecipe(settings);
  const upTo = (stages: number) => ({ ...recipe, stages: recipe.stages.slice(0, stages) });
  const toValues = ({ model }: Outcome) => model.tensors.find(({ name }) => name === 'fc1/kernel')!.values;
  return {
    recipes: [upTo(1), upTo(2), recipe],
    read: (outcomes) => {
      const [before, cut, after] = outcomes.map(toValues);
      const kept = Uint8Array.from(cut!, (value) => (value === 0 ? 0 : 1));
      return measureReborn(before!, kept, after!)![key];
    },
    isCheap: false,
  };
}

const lean = { ...told, share: 0.8 };
const before = { ...told, reborn: 'before' } as const;
const toHalf = ({ half }: Comparison) => half!;
const toMean = ({ difference }: Comparison) => difference.mean;

export const QUOTES = {
  denseWrong: cheap(dense, toWrong),
  cutWrong: cheap(toCutRecipe(told), toWrong),
  examples: cheap(dense, () => EFFORT[NET].examples),
  epochs: cheap(dense, () => EFFORT[NET].epochs),
  rate: cheap(dense, () => EFFORT[NET].learningRate),
  pairs: cheap(dense, () => TOLD_PAIRS),
  paperShare: cheap(dense, () => PAPER_SHARE),
  leastGain: cheap(dense, () => LEAST_GAIN),
  mostGain: cheap(dense, () => MOST_GAIN),
  vggSparseGain: cheap(dense, () => PUBLISHED[0]!.dense - PUBLISHED[0]!.sparse),
  vggGain: cheap(dense, () => PUBLISHED[0]!.dense - PUBLISHED[0]!.again),
  firstWrong: toPhaseQuote(1, toWrong),
  sparseWrong: toPhaseQuote(3, toWrong),
  againWrong: toPhaseQuote(5, toWrong),
  straightWrong: trained(toStraightRecipe(told), toWrong),
  sameSign: toRebornQuote('sameSign', told),
  grown: toRebornQuote('grown', told),
  sameSignBefore: toRebornQuote('sameSign', before),
  wins: toPairQuote(told, ({ wins }) => wins),
  mean: toPairQuote(told, toMean),
  deviation: toPairQuote(told, ({ difference }) => difference.deviation),
  half: toPairQuote(told, toHalf),
  leanSparseWrong: toPhaseQuote(3, toWrong, lean),
  harmfulMean: toPairQuote({ ...told, share: HARMFUL }, toMean),
  harmfulHalf: toPairQuote({ ...told, share: HARMFUL }, toHalf),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
