/**
 * Every number that the prose quotes, and the recipes it comes from. `npm run lesson-results` runs the
 * recipes and writes `results.json`; `prose.test.ts` runs the cheap ones again and holds text and lab
 * together.
 */
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { toThreshold } from '../../src/techniques/ternarize/values.ts';
import { toKernels } from '../parts/kernels.ts';
import { cheap, type Outcome, type Quote, toWeights, toWrong, trained } from '../parts/quotes.ts';
import { RESNET_18 } from './lab/published.ts';
import { ALIKE, findDenseKernel, multiplyRows, toRow, WORKED } from './lab/row.ts';
import { PAPER_WINDOW, promise } from './lab/speed.ts';
import { measureThreshold } from './lab/threshold.ts';
import type { MethodName } from './methods.ts';
import { EFFORT, toDenseRecipe, toFewRecipe, toLearnRecipe } from './recipe.ts';

const NET = 'lenet-5';
const dense = toDenseRecipe(NET);
const few = (method: MethodName) => toFewRecipe({ model: NET, method, ends: true });
/** The layer with most weights, and what the rule's threshold makes of it. */
const toLarge = (model: ModelSnapshot) => findDenseKernel(toKernels(model))!;
const toTernary = (model: ModelSnapshot) => {
  const { values } = toLarge(model);
  return measureThreshold(values, toThreshold(values, 'mean'));
};

const ternaryLearnt = toLearnRecipe({ model: NET, method: 'twn', ends: true });
const toZeros = ({ ledger: { layers } }: Outcome) =>
  1 -
  layers.reduce((sum, { nonZeros }) => sum + nonZeros, 0) /
    layers.reduce((sum, { weights }) => sum + weights, 0);

export const QUOTES = {
  denseWrong: cheap(dense, toWrong),
  tested: cheap(dense, ({ ledger }) => ledger.tested),
  weights: cheap(dense, toWeights),
  denseBytes: cheap(dense, ({ ledger }) => ledger.fileBytes),
  signWrong: cheap(few('bwn'), toWrong),
  signMore: {
    recipes: [dense, few('bwn')],
    read: ([before, after]) => after!.ledger.wrong - before!.ledger.wrong,
    isCheap: true,
  },
  signBytes: cheap(few('bwn'), ({ ledger }) => ledger.fileBytes),
  signRatio: cheap(few('bwn'), ({ ledger }) => ledger.denseFileBytes / ledger.fileBytes),
  examples: cheap(dense, () => EFFORT[NET].examples),
  epochs: cheap(dense, () => EFFORT[NET].epochs),
  connectWrong: cheap(few('connect'), toWrong),
  ternaryZeros: cheap(dense, ({ model }) => toTernary(model).zeros),
  ternaryError: cheap(dense, ({ model }) => toTernary(model).error),
  signError: cheap(dense, ({ model }) => measureThreshold(toLarge(model).values, 0).error),
  alikeProduct: cheap(dense, ({ model }) => {
    const kernel = toLarge(model);
    return multiplyRows(toRow(kernel, ALIKE.a - 1), toRow(kernel, ALIKE.b - 1)).product;
  }),
  workedProduct: cheap(dense, () => multiplyRows(WORKED.left, WORKED.right).product),
  workedDiffering: cheap(dense, () => multiplyRows(WORKED.left, WORKED.right).differing),
  imageAccuracy: cheap(dense, () => RESNET_18.accuracy),
  imageBinary: cheap(dense, () => RESNET_18.bwn.lost),
  imageTernary: cheap(dense, () => RESNET_18.twn.lost),
  imageLearnt: cheap(dense, () => RESNET_18.ttq.lost),
  promised: cheap(dense, () => promise(PAPER_WINDOW)),
  learntWrong: trained(toLearnRecipe({ model: NET, method: 'bwn', ends: true }), toWrong),
  ternaryWrong: trained(ternaryLearnt, toWrong),
  ternaryLearntZeros: trained(ternaryLearnt, toZeros),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
