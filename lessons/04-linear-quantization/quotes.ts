/**
 * Every number that the prose quotes, and the recipes it comes from. `npm run lesson-results` runs the
 * recipes and writes `results.json`; `prose.test.ts` runs the cheap ones again and holds text and lab
 * together.
 */
import { cheap, type Outcome, type Quote, toWeights, toWrong, trained } from '../parts/quotes.ts';
import { fromTrained } from '../parts/recipes.ts';
import { toPlainStage, toTuneRecipe } from './recipe.ts';

const NET = 'lenet-5';

const dense = fromTrained(NET, []);
const onGrid = (...options: Parameters<typeof toPlainStage>) => fromTrained(NET, [toPlainStage(...options)]);

const toBytes = ({ ledger }: Outcome) => ledger.fileBytes;
const toRatio = ({ ledger }: Outcome) => ledger.denseFileBytes / ledger.fileBytes;

export const QUOTES = {
  weights: cheap(dense, toWeights),
  tested: cheap(dense, ({ ledger }) => ledger.tested),
  denseWrong: cheap(dense, toWrong),
  denseBytes: cheap(dense, toBytes),
  wrong8: cheap(onGrid(8), toWrong),
  wrong5: cheap(onGrid(5), toWrong),
  wrong4: cheap(onGrid(4), toWrong),
  wrong3: cheap(onGrid(3), toWrong),
  wrong2: cheap(onGrid(2), toWrong),
  bytes4: cheap(onGrid(4), toBytes),
  ratio4: cheap(onGrid(4), toRatio),
  ratio8: cheap(onGrid(8), toRatio),
  wrong4Channel: cheap(onGrid(4, 'channel'), toWrong),
  wrong2Channel: cheap(onGrid(2, 'channel'), toWrong),
  wrong2Squares: cheap(onGrid(2, 'tensor', 'leastSquares'), toWrong),
  wrong2Laplace: cheap(onGrid(2, 'tensor', 'laplace'), toWrong),
  tuned2: trained(toTuneRecipe(NET, { bits: 2, activations: null, epochs: 6 }), toWrong),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
