import { describe, expect, it } from 'vitest';
import { createLessonStore } from '../ui/lesson/keep.ts';
import { createGuesses } from './guesses.ts';
import { createLongRecipes, MOST_LONG_RECIPES } from './longrecipes.ts';

function createMemory(limit = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (text.length > limit) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, text);
    },
  };
}

describe('guesses', () => {
  it('are there when the page is opened again, by page, and other values are not', () => {
    const storage = createMemory();
    const open = (page: string) => {
      const guesses = createGuesses({ storage });
      return createLessonStore({}, undefined, {
        read: () => guesses.read(page),
        write: (values) => guesses.write(page, values),
      });
    };
    const first = open('/lesson/one');
    first.set('predict:size:guess', 'huffman');
    first.set('predict:size:committed', true);
    first.set('bench:weighed', ['x']);
    expect(open('/lesson/one').get('predict:size:guess')).toBe('huffman');
    expect(open('/lesson/one').get('predict:size:committed')).toBe(true);
    expect(open('/lesson/one').has('bench:weighed')).toBe(false);
    expect(open('/lesson/two').has('predict:size:guess')).toBe(false);
    first.reset();
    expect(open('/lesson/one').has('predict:size:guess')).toBe(false);
  });

  it('are forgotten on request, and hold for the page where the storage is full or unreadable', () => {
    const storage = createMemory(20);
    storage.setItem('featherweight-guesses', '{not json');
    const guesses = createGuesses({ storage });
    expect(guesses.read('/a')).toEqual({});
    guesses.write('/a', { 'predict:x:guess': 0.123456789 });
    expect(guesses.read('/a')).toEqual({ 'predict:x:guess': 0.123456789 });
    guesses.forget();
    expect(guesses.read('/a')).toEqual({});
  });
});

describe('long recipes', () => {
  it('are found by the name that a link has for them, the newest ones', () => {
    const storage = createMemory();
    const recipes = createLongRecipes({ storage });
    const names = Array.from({ length: MOST_LONG_RECIPES + 1 }, (_, index) =>
      recipes.keep(`{"seed":${index}}`),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(recipes.keep('{"seed":3}')).toBe(names[3]);
    const later = createLongRecipes({ storage });
    expect(later.find(names[3]!)).toBe('{"seed":3}');
    expect(later.find(names[0]!)).toBeUndefined();
    expect(createLongRecipes({ storage: undefined }).find(names[3]!)).toBeUndefined();
  });
});
