import { beforeAll, describe, expect, it } from 'vitest';
import { encodeLink } from '../../recipe/link.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import { startTranslation } from '../language/i18n.ts';
import { COUNTEREXAMPLE, EXAMPLE } from './edit.ts';
import { recipeParam } from './recipeparam.ts';

const param = recipeParam(EXAMPLE);

describe('a recipe in the link', () => {
  beforeAll(() => startTranslation('en'));

  it('comes back as the same experiment', () => {
    const { value, wasClamped } = param.read(param.write(COUNTEREXAMPLE));
    expect(wasClamped).toBe(false);
    expect(parseRecipe(value)).toEqual(parseRecipe(COUNTEREXAMPLE));
  });

  it('brings numbers into range and names them', () => {
    const read = param.read(encodeLink({ recipe: EXAMPLE }).replace('train*e*2*', 'train*e*99999*'));
    expect(read.wasClamped).toBe(true);
    expect(read.value.stages[0]).toMatchObject({ epochs: 1000 });
    expect(read.message).toContain('stages[0].epochs is 1000 instead of 99999.');
  });

  it('shows the example for nonsense, with the reason', () => {
    for (const text of ['nonsense', '%%%', '{"version":1}', 'x'.repeat(9000)]) {
      const read = param.read(text);
      expect(read).toMatchObject({ value: EXAMPLE, wasClamped: true });
      expect(read.message).toMatch(/cannot be used/);
    }
  });

  it('never throws while writing, whatever the form holds', () => {
    const broken = { ...EXAMPLE, seed: -1 };
    expect(param.write(broken)).toBe(param.write(EXAMPLE));
  });
});
