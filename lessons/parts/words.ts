/**
 * A figure's labels in the reader's language: a dictionary beside the figure, with `{name}` for values, and
 * `{section:id}` for the title of another section of the lesson.
 */
import { useMemo } from 'react';
import { type Bilingual, type Locale, useLocale } from '../../src/ui/language/bilingual.ts';
import { fillTemplate, type TemplateValues } from '../../src/ui/language/template.ts';
import { useLesson } from '../../src/ui/lesson/context.tsx';
import type { LessonMeta } from '../../src/ui/lesson/meta.ts';

export type Words = Readonly<Record<string, Bilingual>>;
export type Values = TemplateValues;

/** `say('wrong', { count: '82' })` in the reader's language. */
export function useWords<T extends Words>(dictionary: T): (key: keyof T & string, values?: Values) => string {
  const locale = useLocale();
  const { meta } = useLesson();
  return useMemo(
    () =>
      (key, values = {}) =>
        fillTemplate(citeSections(dictionary[key]![locale], meta, locale), values, locale),
    [dictionary, locale, meta],
  );
}

/** Puts the titles of the sections in the place of `{section:id}`. */
function citeSections(text: string, meta: LessonMeta | null, locale: Locale): string {
  return text.replace(/\{section:([\w-]+)\}/g, (whole, id: string) => {
    const beat = meta?.beats.find((each) => each.id === id);
    return beat === undefined ? whole : `“${beat.title[locale]}”`;
  });
}

export interface Formats {
  readonly locale: Locale;
  /** 12,345 */
  readonly integer: (value: number) => string;
  /** A fraction as a percentage with as few digits as it needs: 90 %, 99.5 %, 1.64 %. */
  readonly percent: (fraction: number, digits?: number) => string;
  /** Up to so many digits after the point, with a true minus. */
  readonly decimal: (value: number, digits: number) => string;
  /** With a sign: +12, −3. */
  readonly difference: (value: number) => string;
  /** Three digits: 1.07 MB, 135 kB; below ten thousand each byte. */
  readonly bytes: (value: number) => string;
}

const tags: Readonly<Record<Locale, string>> = { en: 'en-GB', zh: 'zh-CN' };

export function toFormats(locale: Locale): Formats {
  const tag = tags[locale];
  const integer = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  // Making a formatter costs more than a hundred uses of it.
  const byDigits = new Map<number, Intl.NumberFormat>();
  const decimal = (value: number, digits: number) => {
    const known = byDigits.get(digits);
    const format =
      known ?? new Intl.NumberFormat(tag, { maximumFractionDigits: digits, signDisplay: 'negative' });
    if (known === undefined) byDigits.set(digits, format);
    return format.format(value).replace('-', '−');
  };
  const space = locale === 'en' ? ' ' : '';
  return {
    locale,
    integer: (value) => integer.format(value),
    percent: (fraction, digits = 1) => `${decimal(fraction * 100, digits)}${space}%`,
    decimal,
    difference: (value) =>
      value > 0 ? `+${integer.format(value)}` : value < 0 ? `−${integer.format(-value)}` : '±0',
    bytes: (value) => {
      if (value < 10_000) return `${integer.format(value)} B`;
      const [size, unit] = value < 999_500 ? [value / 1000, 'kB'] : [value / 1_000_000, 'MB'];
      return `${new Intl.NumberFormat(tag, { maximumSignificantDigits: 3 }).format(size)} ${unit}`;
    },
  };
}

export function useFormats(): Formats {
  const locale = useLocale();
  return useMemo(() => toFormats(locale), [locale]);
}
