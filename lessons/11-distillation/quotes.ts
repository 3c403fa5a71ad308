/**
 * Every number that the prose quotes, and the recipes it comes from. `npm run lesson-results` runs the
 * recipes and writes `results.json`; `prose.test.ts` runs the cheap ones again and holds text and lab
 * together.
 */
import type { Comparison } from '../../src/math/repeats.ts';
import { soften } from '../../src/math/softanswers.ts';
import { listTensors, sizeOf } from '../../src/spec/shapes.ts';
import { MODEL_ZOO, type NetName } from '../../src/spec/zoo.ts';
import { comparePairs } from '../parts/pairs.ts';
import { cheap, type Outcome, type Quote, toWrong, trained } from '../parts/quotes.ts';
import { fromTrained } from '../parts/recipes.ts';
import { countKnown, toShare } from './lab/known.ts';
import { readRow } from './lab/nearest.ts';
import { listSeeds } from './lab/pairs.ts';
import { EPOCHS, toFewRecipe, toLeftOutRecipe, toShiftedRecipe, toStudentRecipe } from './recipe.ts';
import { type Settings, STUDENTS } from './settings.ts';

const NET = 'lenet-300-100';
const told: Settings = { model: NET, temperature: 10, share: 1, images: '2000', digit: 3 };
const dense = fromTrained(NET, []);

/** Pairs that the text tells of. */
export const TOLD_PAIRS = 5;

const countWeights = (name: NetName) =>
  listTensors(MODEL_ZOO[name]).reduce(
    (sum, { role, shape }) => (role === 'kernel' ? sum + sizeOf(shape) : sum),
    0,
  );

function toPairQuote(settings: Settings, read: (comparison: Comparison) => number): Quote {
  const seeds = listSeeds(TOLD_PAIRS);
  return {
    recipes: seeds.flatMap((seed) => [
      toStudentRecipe(settings, 'soft', seed),
      toStudentRecipe(settings, 'labels', seed),
    ]),
    read: (outcomes) => {
      const wrong = outcomes.map(toWrong);
      const pairs = seeds.map((seed, at) => ({ seed, first: wrong[2 * at]!, second: wrong[2 * at + 1]! }));
      return read(comparePairs(pairs)!);
    },
    isCheap: false,
  };
}

/** The part of a digit's test images that a net knows. */
const toKnown =
  (digit: number) =>
  ({ evaluation }: Outcome) =>
    toShare(countKnown(evaluation!, digit)!);

const asked = (quote: Quote, asksAt = 1): Quote => ({ ...quote, asksAt });

/** By how much the held images moved the bias of the digit. */
function toShiftQuote(settings: Settings): Quote {
  const shifted = toShiftedRecipe(settings);
  const learnt = { ...shifted, stages: shifted.stages.slice(0, 1) };
  const toBias = ({ model }: Outcome) =>
    model.tensors.findLast(({ name }) => name.endsWith('/bias'))!.values[settings.digit]!;
  return {
    recipes: [learnt, shifted],
    read: ([before, after]) => toBias(after!) - toBias(before!),
    isCheap: false,
  };
}

/** The teacher's mean answer to images of one digit that goes to another. */
const toNear = (digit: number, other: number): Quote =>
  asked(
    cheap(dense, ({ evaluation }) => readRow(evaluation!.soft!, digit)[other]!),
    told.temperature,
  );

const fewer = { ...told, images: '500' } as const;
const more = { ...told, images: '10000' } as const;
const maps = { ...told, model: 'lenet-5' } as const;
const six = { ...told, digit: 6 };
const toSaved = ({ difference }: Comparison) => -difference.mean;
const toHalf = ({ half }: Comparison) => half!;

export const QUOTES = {
  denseWrong: cheap(dense, toWrong),
  images: cheap(dense, () => Number(told.images)),
  epochs: cheap(dense, () => EPOCHS),
  pairs: cheap(dense, () => TOLD_PAIRS),
  temperature: cheap(dense, () => told.temperature),
  teacherWeights: cheap(dense, () => countWeights(NET)),
  studentWeights: cheap(dense, () => countWeights(STUDENTS[NET].name)),
  wideWeights: cheap(dense, () => countWeights(STUDENTS[NET].wide)),
  cold: cheap(dense, () => soften([5, 1], 1)[0]!),
  coldSecond: cheap(dense, () => soften([5, 1], 1)[1]!),
  warm: cheap(dense, () => soften([5, 1], 10)[0]!),
  warmSecond: cheap(dense, () => soften([5, 1], 10)[1]!),
  fourNine: toNear(4, 9),
  fourZero: toNear(4, 0),
  labelsWrong: trained(toStudentRecipe(told, 'labels'), toWrong),
  softWrong: trained(toStudentRecipe(told, 'soft'), toWrong),
  hintWrong: trained(toStudentRecipe(told, 'hint'), toWrong),
  mapLabelsWrong: trained(toStudentRecipe(maps, 'labels'), toWrong),
  mapSoftWrong: trained(toStudentRecipe(maps, 'soft'), toWrong),
  mapHintWrong: trained(toStudentRecipe(maps, 'hint'), toWrong),
  mapAttentionWrong: trained(toStudentRecipe(maps, 'attention'), toWrong),
  mapFewerLabelsWrong: trained(toStudentRecipe({ ...maps, images: '500' }, 'labels'), toWrong),
  mapFewerSoftWrong: trained(toStudentRecipe({ ...maps, images: '500' }, 'soft'), toWrong),
  coldWrong: trained(toStudentRecipe({ ...told, temperature: 1 }, 'soft'), toWrong),
  fewerLabelsWrong: trained(toStudentRecipe(fewer, 'labels'), toWrong),
  fewerSoftWrong: trained(toStudentRecipe(fewer, 'soft'), toWrong),
  moreLabelsWrong: trained(toStudentRecipe(more, 'labels'), toWrong),
  moreSoftWrong: trained(toStudentRecipe(more, 'soft'), toWrong),
  wins: toPairQuote(told, ({ wins }) => wins),
  saved: toPairQuote(told, toSaved),
  half: toPairQuote(told, toHalf),
  deviation: toPairQuote(told, ({ difference }) => difference.deviation),
  leftLabelsKnown: asked(trained(toLeftOutRecipe(told, 'labels'), toKnown(told.digit))),
  known: asked(trained(toLeftOutRecipe(told), toKnown(told.digit))),
  leftWrong: trained(toLeftOutRecipe(told), toWrong),
  shift: toShiftQuote(told),
  knownShifted: asked(trained(toShiftedRecipe(told), toKnown(told.digit))),
  shiftedWrong: trained(toShiftedRecipe(told), toWrong),
  otherShift: toShiftQuote(six),
  otherKnown: asked(trained(toShiftedRecipe(six), toKnown(six.digit))),
  otherWrong: trained(toShiftedRecipe(six), toWrong),
  fewLabelsWrong: trained(toFewRecipe(NET, 2, null), toWrong),
  fewColdWrong: trained(toFewRecipe(NET, 2, 1), toWrong),
  fewMildWrong: trained(toFewRecipe(NET, 2, 5), toWrong),
  fewHotWrong: trained(toFewRecipe(NET, 2, 20), toWrong),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
