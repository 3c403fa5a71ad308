import type { Locale } from './bilingual.ts';

export type TemplateValues = Readonly<Record<string, string | number>>;

/**
 * Puts values in the place of `{name}`; a name without a value stays as it is. Chinese closes up where a
 * value is Chinese itself.
 */
export function fillTemplate(text: string, values: TemplateValues, locale: Locale): string {
  const filled = text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
  return locale === 'zh' ? closeUp(filled) : filled;
}

/**
 * Takes out spaces between two Chinese characters or marks: a template cannot know what its values begin
 * with.
 */
export function closeUp(text: string): string {
  return text.replace(
    /(?<=[\u4e00-\u9fff，。；：！？、（）“”]) +(?=[\u4e00-\u9fff，。；：！？、（）“”])/g,
    '',
  );
}
