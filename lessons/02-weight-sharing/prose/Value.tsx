import { QuotedNumber, type QuotedNumberProps } from '../../parts/prose/QuotedNumber.tsx';
import type { QuoteKey } from '../quotes.ts';
import { RESULTS } from '../results.ts';

/** A number of this lesson's results in running text. */
export function Value(props: QuotedNumberProps<QuoteKey>) {
  return <QuotedNumber results={RESULTS} {...props} />;
}
