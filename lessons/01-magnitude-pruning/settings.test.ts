import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../src/recipe/parse.ts';
import { toCutRecipe } from './recipe.ts';
import { type Cut, toAllowedScope, toLayerChange, toLayerNumber, toPruneStage } from './settings.ts';

const cut: Cut = {
  model: 'lenet-300-100',
  rule: 'level',
  scope: 'own',
  level: 0.9,
  quality: 1.5,
  ownLevels: { fc1: 0.95 },
  ownQualities: {},
};
const layers = ['fc1', 'fc2', 'fc3'];

describe('the reader’s cut', () => {
  it('is a stage that the recipe’s own check takes, in every rule and scope', () => {
    for (const rule of ['level', 'quality'] as const) {
      for (const scope of ['global', 'layer', 'own'] as const) {
        const allowed = { ...cut, rule, scope: toAllowedScope(rule, scope) };
        expect(() => parseRecipe(toCutRecipe('lenet-300-100', toPruneStage(allowed, layers)))).not.toThrow();
      }
    }
  });

  it('falls back to the common number where a layer has none of its own', () => {
    expect(layers.map((layer) => toLayerNumber(cut, layer))).toEqual([0.95, 0.9, 0.9]);
  });

  it('changes one layer alone where each has its own number, and never beyond the limit', () => {
    expect(toLayerChange(cut, 'fc2', 7)).toEqual({ ownLevels: { fc1: 0.95, fc2: 0.999 } });
    expect(toLayerChange({ ...cut, scope: 'layer' }, 'fc2', 0.4)).toEqual({ level: 0.4 });
  });
});
