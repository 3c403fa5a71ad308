import { useTranslation } from 'react-i18next';

/** The languages of the lab. */
export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

/** One text in both languages, for what is said in one place only: a lesson's labels, a model's title. */
export type Bilingual = Readonly<Record<Locale, string>>;

export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale);
}

/** The language the reader has chosen; the component is drawn anew when it changes. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return isLocale(i18n.language) ? i18n.language : 'en';
}

/** A function that picks the reader's language out of a bilingual text. */
export function useText(): (text: Bilingual) => string {
  const locale = useLocale();
  return (text) => text[locale];
}
