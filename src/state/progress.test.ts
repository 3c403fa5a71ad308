import { describe, expect, it } from 'vitest';
import { createProgress } from './progress.ts';

const KEY = 'featherweight-progress';

function createMemory(text?: string) {
  const kept = new Map<string, string>(text === undefined ? [] : [[KEY, text]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, next: string) => void kept.set(key, next),
  };
}

describe('progress', () => {
  it('survives a reload, each thing once', () => {
    const storage = createMemory();
    const first = createProgress({ storage });
    first.note('01-a', 'beats', 'predict');
    first.note('01-a', 'beats', 'cut');
    first.note('01-a', 'beats', 'predict');
    first.note('01-a', 'guesses', 'delete');
    first.note('02-b', 'exercises', 'one');
    const expected = {
      '01-a': { beats: ['predict', 'cut'], guesses: ['delete'], exercises: [] },
      '02-b': { beats: [], guesses: [], exercises: ['one'] },
    };
    expect(first.store.getState()).toEqual(expected);
    expect(createProgress({ storage }).store.getState()).toEqual(expected);
  });

  it('keeps what another tab wrote meanwhile', () => {
    const storage = createMemory();
    const [one, other] = [createProgress({ storage }), createProgress({ storage })];
    one.note('01-a', 'beats', 'cut');
    other.note('01-a', 'beats', 'left');
    expect(createProgress({ storage }).store.getState()['01-a']?.beats).toEqual(['cut', 'left']);
  });

  it('ignores what it does not know', () => {
    for (const text of ['{', 'null', '7', '[]']) {
      expect(createProgress({ storage: createMemory(text) }).store.getState()).toEqual({});
    }
    const odd = JSON.stringify({ '01-a': { beats: ['cut', 7, 'cut'], guesses: 'x' }, '02-b': null });
    expect(createProgress({ storage: createMemory(odd) }).store.getState()).toEqual({
      '01-a': { beats: ['cut'], guesses: [], exercises: [] },
      '02-b': { beats: [], guesses: [], exercises: [] },
    });
  });

  it('holds for the page where the browser refuses to keep it', () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const { store, note, forget } = createProgress({ storage: { getItem: refuse, setItem: refuse } });
    note('01-a', 'beats', 'cut');
    expect(store.getState()['01-a']?.beats).toEqual(['cut']);
    forget();
    expect(store.getState()).toEqual({});
  });
});
