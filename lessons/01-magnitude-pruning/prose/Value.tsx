import { useLocale } from '../../../src/ui/language/bilingual.ts';
import type { QuoteKey } from '../quotes.ts';
import { RESULTS } from '../results.ts';
import { toFormats } from '../words.ts';

export interface ValueProps {
  readonly of: QuoteKey;
  readonly as?: 'integer' | 'percent' | 'bytes' | 'times';
  /** Digits after the point. */
  readonly digits?: number;
}

/** A number of the lab in running text. */
export function Value({ of, as = 'integer', digits }: ValueProps) {
  const formats = toFormats(useLocale());
  const value = RESULTS[of];
  const text = {
    integer: () => (digits === undefined ? formats.integer(value) : formats.decimal(value, digits)),
    percent: () => formats.percent(value, digits),
    bytes: () => formats.bytes(value),
    times: () => formats.decimal(value, digits ?? 1),
  }[as]();
  return (
    <data value={value} data-of={of}>
      {text}
    </data>
  );
}
