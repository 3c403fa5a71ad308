/** The numbers that the prose quotes, as the lab computed them; see `quotes.ts`. */
import type { QuoteKey } from './quotes.ts';
import results from './results.json' with { type: 'json' };

export const RESULTS: Readonly<Record<QuoteKey, number>> = results.values;

/** Names the checkpoint that the numbers were computed from. */
export const RESULTS_OF: string = results.weightsSha256;
