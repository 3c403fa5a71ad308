import { QuotedNumber, type QuotedNumberProps } from '../../parts/prose/QuotedNumber.tsx';
import type { QuoteKey } from '../quotes.ts';
import { RESULTS } from '../results.ts';

/** A number of the lab in running text. */
export function Value(props: QuotedNumberProps<QuoteKey>) {
  return <QuotedNumber {...props} results={RESULTS} />;
}
