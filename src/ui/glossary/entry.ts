import type { Bilingual } from '../language/bilingual.ts';

interface GlossaryEntry {
  readonly name: Bilingual;
  /** A sentence or two that need no other entry. */
  readonly meaning: Bilingual;
}

/** Writes an entry: name and meaning, each in English and Chinese. */
export function entry(en: string, zh: string, meaningEn: string, meaningZh: string): GlossaryEntry {
  return { name: { en, zh }, meaning: { en: meaningEn, zh: meaningZh } };
}
