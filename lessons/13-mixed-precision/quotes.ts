/**
 * Every number that the prose quotes, and the recipes it comes from. `npm run lesson-results` runs the
 * recipes and writes `results.json`; `prose.test.ts` runs the cheap ones again and holds text and lab
 * together.
 */
import { MODEL_ZOO } from '../../src/spec/zoo.ts';
import { countTrainingBytes } from '../../src/techniques/mixedprecision/memory.ts';
import { cheap, type Quote, toWrong, trained } from '../parts/quotes.ts';
import { fromTrained } from '../parts/recipes.ts';
import { EFFORT, toDenseRecipe, toStage, toTrainRecipe } from './recipe.ts';
import type { Settings } from './settings.ts';

const NET = 'lenet-5';
const dense = toDenseRecipe(NET);
const run = (change: Partial<Settings>) =>
  toTrainRecipe(NET, {
    ...{ model: NET, format: 'fp16', master: true, scaling: 'none', exponent: 0 },
    ...change,
  });

const sum = (bytes: ReturnType<typeof countTrainingBytes>) =>
  Object.values(bytes).reduce((total, each) => total + each, 0);
const countBytes = (format: 'fp32' | 'fp16', batchSize: number) => {
  const formats = { weights: format, activations: format, gradients: format };
  return sum(countTrainingBytes(MODEL_ZOO[NET], { ...formats, master: true }, 'momentum', batchSize));
};

export const QUOTES = {
  denseWrong: cheap(dense, toWrong),
  tested: cheap(dense, ({ ledger }) => ledger.tested),
  eightWrong: cheap(fromTrained(NET, [toStage({ format: 'e4m3', master: true })]), toWrong),
  denseBytes: cheap(dense, ({ ledger }) => ledger.fileBytes),
  eightBytes: cheap(
    fromTrained(NET, [toStage({ format: 'e4m3', master: true })]),
    ({ ledger }) => ledger.fileBytes,
  ),
  examples: cheap(dense, () => EFFORT.examples),
  steps: cheap(dense, () => (EFFORT.examples / EFFORT.batchSize) * EFFORT.epochs),
  saved10: cheap(dense, () => 1 - countBytes('fp16', 10) / countBytes('fp32', 10)),
  saved1000: cheap(dense, () => 1 - countBytes('fp16', 1000) / countBytes('fp32', 1000)),
  singleWrong: trained(toTrainRecipe(NET, undefined), toWrong),
  halfWrong: trained(run({}), toWrong),
  stalledWrong: trained(run({ format: 'e4m3', master: false }), toWrong),
  scaledWrong: trained(run({ format: 'e4m3', master: false, scaling: 'dynamic', exponent: 10 }), toWrong),
  savedWrong: trained(run({ format: 'e4m3', scaling: 'dynamic', exponent: 10 }), toWrong),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
