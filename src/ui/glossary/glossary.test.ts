import { describe, expect, it } from 'vitest';
import { GLOSSARY } from './glossary.ts';

describe('the glossary', () => {
  it.each(Object.entries(GLOSSARY))('explains %s in both languages', (_, { name, meaning }) => {
    for (const text of [name.en, name.zh, meaning.en, meaning.zh]) expect(text.trim()).not.toBe('');
    expect(meaning.en).toMatch(/\.$/);
    expect(meaning.zh).toMatch(/。$/);
    expect(meaning.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('has each name once in each language', () => {
    for (const locale of ['en', 'zh'] as const) {
      const names = Object.values(GLOSSARY).map((each) => each.name[locale].toLowerCase());
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
