import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../../src/recipe/parse.ts';
import { findWeightBits, listDropItems, listNamedDrops } from './drops.ts';
import { PUBLISHED, RESNET_18 } from './published.ts';

describe('the published drops', () => {
  it('are differences of the accuracies that a source gives', () => {
    expect([RESNET_18.bwn, RESNET_18.twn, RESNET_18.ttq].map(({ lost }) => lost)).toEqual([8.8, 4.3, 3]);
    expect(PUBLISHED[2]!.points.map(({ lost }) => lost)).toEqual([
      2.88, 2.33, 2, 0.47, 0.79, 1.27, 0.66, 0.51, 0.25,
    ]);
  });

  it('say that a third bit on both sides takes more than half of the loss away, and TTQ’s values cost nothing', () => {
    for (const method of ['LSQ', 'LLT', 'APoT']) {
      const find = (bits: number) =>
        PUBLISHED[2]!.points.find((each) => each.method === method && each.bits === bits)!.lost;
      expect(find(3)).toBeLessThan(find(2) / 2);
    }
    const ternary = PUBLISHED[1]!.points.filter(({ method }) => method === 'TTQ');
    expect(ternary.map(({ net }) => net)).toEqual(['ResNet-56', 'ResNet-44', 'ResNet-32']);
    expect(ternary.every(({ lost }) => lost < 0)).toBe(true);
  });

  it('stand in ascending bits', () => {
    for (const { points } of PUBLISHED) {
      const bits = points.map((point) => point.bits);
      expect(bits).toEqual([...bits].sort((a, b) => a - b));
    }
  });
});

describe('the points that a reader can train', () => {
  it('are recipes whose weights end at so many bits', () => {
    for (const { recipe, x } of listDropItems('lenet-5')) {
      expect(findWeightBits(parseRecipe(recipe))).toBe(x);
    }
  });

  it('have keys of their own', () => {
    const keys = listDropItems('vgg-small').map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it('reads the drops of the recipes kept by name', () => {
  const found = listNamedDrops(8).find(({ name }) => name === 'lenet-5-w8a8-ptq');
  expect(found).toMatchObject({ model: 'lenet-5', bits: 8 });
  expect(Math.abs(found!.lost)).toBeLessThan(0.2);
  expect(listNamedDrops(4).every(({ bits }) => bits <= 4)).toBe(true);
});
