/**
 * Holds a lesson's words to the lab: its numbers are those that the engine computes from the checkpoint that
 * is there, both languages quote the same ones, have the beats of the meta in order, and drive and show the
 * same things.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Quote } from '../../lessons/parts/quotes.ts';
import { hashWeights } from '../../src/codec/hash.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import { findCheckpoint } from '../../src/spec/zoo.ts';
import type { LessonMeta } from '../../src/ui/lesson/meta.ts';
import { loadCheckpoint } from '../headless/engine.ts';
import { runQuotes } from './quotes.ts';

export interface LessonProse {
  readonly meta: LessonMeta;
  readonly quotes: Readonly<Record<string, Quote>>;
  /** As in `results.json`. */
  readonly results: { readonly weightsSha256: string; readonly values: Readonly<Record<string, number>> };
  /** Under `lessons`, where it is not the slug. */
  readonly folder?: string;
  /**
   * What else must be the same in both languages: each pattern's first group. Figures and exercises are
   * always compared.
   */
  readonly same?: readonly RegExp[];
}

export interface LessonTexts {
  readonly en: string;
  readonly zh: string;
}

/** The lesson's prose in both languages, as it stands in its folder. */
export function readTexts(folder: string): LessonTexts {
  const read = (file: string) =>
    readFileSync(path.join(import.meta.dirname, '../../lessons', folder, file), 'utf8');
  return { en: read('en.mdx'), zh: read('zh.mdx') };
}

/** What the lesson's figures say, as their sources stand. */
function readFigures(folder: string): string {
  const place = path.join(import.meta.dirname, '../../lessons', folder, 'figures');
  if (!existsSync(place)) return '';
  return readdirSync(place)
    .map((file) => readFileSync(path.join(place, file), 'utf8'))
    .join('\n');
}

/** Every first group of the pattern, in the text's order. */
export function findAll(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!);
}

const sorted = (list: Iterable<string>) => [...list].sort();
const QUOTED = /<Value of="(\w+)"/g;
const ALWAYS_SAME = [
  /<Do change=\{\{ (.+?) \}\}>/g,
  /<Drive (.+?)>/g,
  /<Term id="(\w+)"/g,
  /<(\w+Figure|\w+Exercise|\w*Guess|OtherNetHere)\b/g,
  /<Look at="([\w-]+)"/g,
  /<LayerLink layer="([\w-]+)"/g,
  /<Section id="([\w-]+)"/g,
];

/** Declares the tests that every lesson has. */
export function holdProse({ meta, quotes, results, folder = meta.slug, same = [] }: LessonProse): void {
  const stale = `results.json is stale: run \`npm run lesson-results -- ${meta.slug}\``;
  const texts = readTexts(folder);

  describe('the numbers of the prose', () => {
    it('come from the checkpoint that is there', async () => {
      const { model } = parseRecipe(Object.values(quotes)[0]!.recipes[0]);
      const name = findCheckpoint(model);
      if (name === undefined)
        throw new Error(`the first quote of ${meta.slug} must be of a model with a checkpoint`);
      const { tensors } = await loadCheckpoint(name);
      expect(results.weightsSha256, stale).toBe(hashWeights(tensors));
    });

    it('are what the engine computes now, to the last digit', async () => {
      const cheap = Object.fromEntries(Object.entries(quotes).filter(([, { isCheap }]) => isCheap));
      expect(results.values, stale).toMatchObject(await runQuotes(cheap, () => {}));
    }, 480_000);

    it('are all quoted, in both languages', () => {
      for (const text of Object.values(texts))
        for (const key of findAll(text, QUOTED)) expect(results.values).toHaveProperty(key);
      expect(sorted(new Set(findAll(texts.en + texts.zh, QUOTED)))).toEqual(sorted(Object.keys(quotes)));
    });
  });

  describe('the two languages', () => {
    it('have the beats of meta.ts, in its order', () => {
      const beats = meta.beats.map(({ id }) => id);
      for (const text of Object.values(texts)) {
        expect(findAll(text, /<Beat id="([\w-]+)"/g)).toEqual(beats);
        expect(beats).toEqual(expect.arrayContaining(findAll(text, /<Section id="([\w-]+)"/g)));
      }
    });

    it('cite sections that there are, in figures as well', () => {
      const cited = findAll(readFigures(folder), /\{section:([\w-]+)\}/g);
      expect(meta.beats.map(({ id }) => id)).toEqual(expect.arrayContaining(cited));
    });

    it('drive the same controls, and show the same figures and exercises', () => {
      for (const pattern of [...ALWAYS_SAME, ...same])
        expect(sorted(findAll(texts.zh, pattern))).toEqual(sorted(findAll(texts.en, pattern)));
    });
  });
}
