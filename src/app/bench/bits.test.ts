import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/parse.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { BITS_BY, findBitsBy, sayBitsBy, toLayerBits } from './bits.ts';
import { EXAMPLE, replaceStage } from './edit.ts';
import { listKernelLayers } from './layers.ts';
import { chooseModel } from './refit.ts';

const lenet5 = chooseModel(EXAMPLE, 'lenet-5');
const layers = listKernelLayers(lenet5);
const withBits = (bits: ReturnType<typeof sayBitsBy>): RecipeInput =>
  replaceStage(lenet5, 1, { kind: 'cluster', bits });

describe('the bits of a cluster stage', () => {
  it('can be said in each way, and each is a recipe that runs', () => {
    for (const from of [4, { conv: 8, fc: 5 }, { conv1: 8, fc2: 3 }]) {
      for (const by of BITS_BY) {
        const bits = sayBitsBy(from, by, layers);
        expect(findBitsBy(bits)).toBe(by);
        expect(() => parseRecipe(withBits(bits))).not.toThrow();
      }
    }
  });

  it('keep what every layer gets when said layer by layer', () => {
    const bits = sayBitsBy({ conv: 7, fc: 3 }, 'layer', layers);
    expect(layers.map((layer) => toLayerBits(bits, layer))).toEqual([7, 7, 3, 3]);
    expect(sayBitsBy(bits, 'kind', layers)).toEqual({ conv: 7, fc: 3 });
  });

  it('keep the bits of biases', () => {
    expect(sayBitsBy({ conv: 8, fc: 5, bias: 6 }, 'layer', layers)).toMatchObject({ bias: 6 });
  });
});
