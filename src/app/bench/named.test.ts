import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../recipe/link.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import { NAMED_RECIPES } from './named.ts';

const folder = path.join(import.meta.dirname, '../../../recipes');

describe('the recipes kept by name', () => {
  it('are all files of the folder', () => {
    const kept = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'results.json');
    expect(NAMED_RECIPES.map(({ model, aim }) => `${model}-${aim}.json`).sort()).toEqual(kept.sort());
  });

  it.each(NAMED_RECIPES)('$model, $aim: runs, is of its net, and fits a link', ({ model, recipe }) => {
    expect(parseRecipe(recipe).model).toEqual({ name: model });
    expect(decodeLink(encodeLink({ recipe })).recipe).toEqual(parseRecipe(recipe));
  });

  it('come with what was made of them', () => {
    const done = NAMED_RECIPES.filter(({ result }) => result !== null);
    expect(done.length).toBeGreaterThan(0);
    for (const { result } of done) {
      // A student that was trained and no more is as large as it is.
      if (result!.denseError !== null) expect(result!.fileBytes).toBeLessThan(result!.denseBytes);
      expect(result!.error).toBeLessThan(1);
    }
  });
});
