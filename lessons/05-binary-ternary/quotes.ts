/**
 * Every number that the prose quotes, and the recipes it comes from. `npm run lesson-results` runs the
 * recipes and writes `results.json`; `prose.test.ts` runs the cheap ones again and holds text and lab
 * together.
 */
import { cheap, type Quote, toWeights, toWrong } from '../parts/quotes.ts';
import { multiplyRows, WORKED } from './lab/row.ts';
import type { MethodName } from './methods.ts';
import { toDenseRecipe, toFewRecipe } from './recipe.ts';

const NET = 'lenet-5';
const dense = toDenseRecipe(NET);
const few = (method: MethodName, except?: readonly string[]) =>
  toFewRecipe({ model: NET, method, ends: true }, except);

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
  workedProduct: cheap(dense, () => multiplyRows(WORKED.left, WORKED.right).product),
  workedDiffering: cheap(dense, () => multiplyRows(WORKED.left, WORKED.right).differing),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
