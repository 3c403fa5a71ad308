import { describe, expect, it } from 'vitest';
import { en as uiEn } from '../../ui/language/en.ts';
import { zh as uiZh } from '../../ui/language/zh.ts';
import { en as benchEn } from './bench/en.ts';
import { zh as benchZh } from './bench/zh.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Texts by dotted key. */
function flatten(dictionary: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(dictionary).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each([
  ['app', en, zh],
  ['ui', uiEn, uiZh],
  ['bench', benchEn, benchZh],
])('the %s dictionaries', (_, english, chinese) => {
  const inEnglish = flatten(english);
  const inChinese = flatten(chinese);

  it('have the same keys', () => {
    expect([...inChinese.keys()]).toEqual([...inEnglish.keys()]);
  });

  it('have no empty text, and the same numbers put in', () => {
    for (const [key, text] of inEnglish) {
      expect(text.trim(), key).not.toBe('');
      expect(inChinese.get(key)?.trim(), key).not.toBe('');
      expect(placeholders(inChinese.get(key) ?? ''), key).toEqual(placeholders(text));
    }
  });
});
