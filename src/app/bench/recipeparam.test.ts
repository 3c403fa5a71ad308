import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeLink } from '../../recipe/link.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import { setReader } from '../../state/currentreader.ts';
import { createFakeLab } from '../../testing/fakelab.ts';
import { startTranslation } from '../language/i18n.ts';
import { COUNTEREXAMPLE, EXAMPLE } from './edit.ts';
import { isTooLongForLink, recipeParam } from './recipeparam.ts';

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

  it('says both in Chinese, too', () => {
    startTranslation('zh');
    const clamped = param.read(encodeLink({ recipe: EXAMPLE }).replace('train*e*2*', 'train*e*99999*'));
    expect(clamped.message).toBe('链接中的配方已调整到允许的范围：stages[0].epochs 由 99999 改为 1000。');
    const broken = param.read('nonsense').message!;
    expect(broken).toMatch(/^链接中的配方无法使用。/);
    expect(broken).not.toMatch(/the recipe|cannot|must/i);
    startTranslation('en');
  });

  it('never throws while writing, whatever the form holds', () => {
    const broken = { ...EXAMPLE, seed: -1 };
    expect(param.write(broken)).toBe(param.write(EXAMPLE));
  });
});

describe('a recipe that is too long for a link', () => {
  beforeAll(() => setReader(createFakeLab().reader));
  afterAll(() => setReader(null));

  it('is kept here, named by the link, and comes back', () => {
    const train = EXAMPLE.stages[0] as Extract<(typeof EXAMPLE.stages)[number], { kind: 'train' }>;
    const long = {
      ...EXAMPLE,
      stages: Array.from({ length: 190 }, (_, index) => ({
        ...train,
        dropout: index / 1000,
        optimizer: { ...train.optimizer, learningRate: 0.001 + index / 1e6, weightDecay: index / 1e6 },
      })),
    };
    expect(isTooLongForLink(EXAMPLE)).toBe(false);
    expect(isTooLongForLink(long)).toBe(true);
    const text = param.write(long);
    expect(text).toMatch(/^kept\.[0-9a-f]{16}$/);
    expect(param.read(text)).toMatchObject({ value: { seed: 1 }, wasClamped: false });
    expect(param.read(text).value.stages).toHaveLength(190);
    expect(param.read('kept.0000000000000000')).toMatchObject({ value: EXAMPLE, wasClamped: true });
  });
});
