import { describe, expect, it } from 'vitest';
import { encodeLink } from '../../../src/recipe/link.ts';
import { parseRecipe } from '../../../src/recipe/parse.ts';
import { MODEL_NAMES } from '../../../src/spec/zoo.ts';
import { toTuneRecipe, WAYS, WRPN_RECIPE } from '../recipe.ts';
import { listCurveItems, listMapItems, MAPS } from './curves.ts';

describe('the points of curves and maps', () => {
  it('are recipes, each with a key of its own, on every net', () => {
    for (const model of MODEL_NAMES) {
      const items = [...listCurveItems(model), ...MAPS.flatMap((id) => listMapItems(model, id))];
      expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
      for (const { recipe } of items) expect(() => parseRecipe(recipe)).not.toThrow();
    }
  });
});

describe('training on the grid', () => {
  it('goes with every way and with activations of 32 bits, on every net', () => {
    for (const model of MODEL_NAMES)
      for (const way of WAYS)
        for (const activations of [null, 2])
          expect(() =>
            parseRecipe(toTuneRecipe(model, { bits: 2, activations, epochs: 1, way })),
          ).not.toThrow();
  });

  it('by WRPN is a recipe that a link can carry to the bench', () => {
    expect(encodeLink({ recipe: WRPN_RECIPE }).length).toBeLessThan(1000);
  });
});
