import { useLocale } from '../../../src/ui/language/bilingual.ts';
import { useHolding } from '../../../src/ui/lesson/context.tsx';
import { Held } from '../../../src/ui/prose/Held.tsx';
import { toFormats } from '../words.ts';

export interface QuotedNumberProps<Key extends string> {
  readonly of: Key;
  readonly as?: 'integer' | 'percent' | 'bytes' | 'times';
  /** Digits after the point. */
  readonly digits?: number;
}

export interface QuotedNumberOfProps<Key extends string> extends QuotedNumberProps<Key> {
  readonly results: Readonly<Record<Key, number>>;
}

/** A number of the lab in running text. A lesson's `Value` gives it the lesson's results. */
export function QuotedNumber<Key extends string>({
  results,
  of,
  as = 'integer',
  digits,
}: QuotedNumberOfProps<Key>) {
  const formats = toFormats(useLocale());
  const { isHeld } = useHolding();
  if (isHeld) return <Held />;
  const value = results[of];
  const text = {
    integer: () => (digits === undefined ? formats.integer(value) : formats.decimal(value, digits)),
    percent: () => formats.percent(value, digits),
    bytes: () => formats.bytes(value),
    times: () => formats.decimal(value, digits ?? 1),
  }[as]();
  return (
    <data value={value} data-of={of} translate="no">
      {text}
    </data>
  );
}
