import type { Locale } from './bilingual.ts';

const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', zh: 'zh-CN' };

/**
 * "1.64 %", "266,610": a number as prose writes it. With the unit `%`, the value is a fraction; Chinese sets
 * the sign without a space.
 */
export function toNumberText(value: number, locale: Locale, unit?: string, digits?: number): string {
  const shown = unit === '%' ? value * 100 : value;
  const options: Intl.NumberFormatOptions =
    digits !== undefined
      ? { minimumFractionDigits: digits, maximumFractionDigits: digits }
      : Number.isInteger(shown)
        ? {}
        : { maximumSignificantDigits: 3 };
  const text = new Intl.NumberFormat(TAGS[locale], options).format(shown).replace('-', '−');
  return unit === undefined ? text : joinUnit(text, unit, locale);
}

/** A number's text and its unit, a no-break space between them but before a Chinese percent sign. */
export function joinUnit(text: string, unit: string, locale: Locale): string {
  return `${text}${unit === '%' && locale === 'zh' ? '' : '\u00a0'}${unit}`;
}
