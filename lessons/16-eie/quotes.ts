/** Every number that the prose quotes, and the recipe it comes from. */
import { cheap, type Quote, toWrong } from '../parts/quotes.ts';
import { toRecipe } from './recipe.ts';

const NET = 'lenet-300-100';

export const QUOTES = {
  denseWrong: cheap(toRecipe(NET, 0), toWrong),
  cutWrong90: cheap(toRecipe(NET, 0.9), toWrong),
  ratio90: cheap(toRecipe(NET, 0.9), ({ ledger }) => ledger.denseFileBytes / ledger.fileBytes),
} satisfies Record<string, Quote>;

export type QuoteKey = keyof typeof QUOTES;
