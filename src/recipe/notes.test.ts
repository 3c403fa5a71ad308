import { describe, expect, it } from 'vitest';
import { listNotes } from './notes.ts';
import { parseRecipe } from './parse.ts';

function notesOf(rank?: number | Record<string, number>): string[] {
  const start = { kind: 'checkpoint', ...(rank !== undefined && { rank }) };
  return listNotes(
    parseRecipe({
      version: 1,
      dataset: { name: 'mnist' },
      model: { name: 'lenet-300-100' },
      start,
      seed: 1,
      stages: [],
    }),
  );
}

describe('what changes nothing in a recipe', () => {
  it('is a rank whose factors have no fewer weights than the layer', () => {
    // 217 x (784 + 300) = 235,228 and 784 x 300 = 235,200.
    expect(notesOf({ fc1: 217, fc2: 20 })).toEqual([
      'start.rank leaves fc1 whole: two layers of rank 217 have 235228 weights, it has 235200; ranks up to 216 make it smaller.',
    ]);
    expect(notesOf({ fc1: 216 })).toEqual([]);
  });

  it('is a rank for all layers that none of them takes', () => {
    expect(notesOf(8000)).toEqual([
      'start.rank leaves every layer of lenet-300-100 whole: no two of rank 8000 have fewer weights.',
    ]);
    expect(notesOf(100)).toEqual([]);
    expect(notesOf()).toEqual([]);
  });
});
