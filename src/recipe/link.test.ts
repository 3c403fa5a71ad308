import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDamagedRecipe, anyRecipe } from '../testing/arbitraries.ts';
import { clampRecipe } from './clamp.ts';
import { RecipeError } from './error.ts';
import { decodeLink, encodeLink, LINK_LIMITS } from './link.ts';
import { minimizeRecipe } from './minimize.ts';
import { parseRecipe } from './parse.ts';
import type { RecipeInput } from './schema.ts';
import { readTokens, writeTokens } from './tokens.ts';

const optimizer = { kind: 'adam', learningRate: 0.001 } as const;
const recipe: RecipeInput = {
  version: 1,
  seed: 1,
  dataset: { name: 'mnist' },
  model: { name: 'lenet-300-100' },
  stages: [
    { kind: 'train', epochs: 2, batchSize: 100, optimizer },
    { kind: 'prune', sparsity: 0.9 },
    { kind: 'train', epochs: 1, batchSize: 100, optimizer: { ...optimizer, learningRate: 0.0005 } },
  ],
};

const LINK =
  '.o*R*.o*v*1*s*1*d*.o*n*mnist*.*m*.o*n*lenet-300-100*.*g*.a' +
  '*.o*k*train*e*2*c*100*o*.o*k*adam*l*0.001*.*.*.o*k*prune*p*0.9*.' +
  '*.o*k*train*e*1*c*100*o*.o*k*adam*l*0.0005';

describe('a link', () => {
  it('is short, readable, and has no character that needs escaping', () => {
    expect(encodeLink({ recipe })).toBe(LINK);
    expect(new URLSearchParams({ r: LINK }).toString()).toBe(`r=${LINK}`);
    expect(encodeURIComponent(LINK)).toBe(LINK);
  });

  it('brings back any recipe and page state', () => {
    const ui = fc.dictionary(
      fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{2,9}$/),
      fc.oneof(
        fc.string({ maxLength: 20, unit: 'grapheme' }),
        fc.boolean(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => (each === 0 ? 0 : each)),
      ),
      { maxKeys: 8 },
    );
    fc.assert(
      fc.property(fc.option(anyRecipe), ui, (each, state) => {
        const text = encodeLink({ recipe: each, ui: state });
        expect(text).toMatch(/^[A-Za-z0-9*._-]*$/);
        expect(decodeLink(text)).toEqual({ recipe: each, ui: state, notes: [] });
      }),
    );
  });

  it('carries own models', () => {
    const spec = {
      name: 'own',
      inputShape: [28, 28, 1] as [number, number, number],
      classes: 10,
      layers: [{ kind: 'flatten' } as const, { kind: 'dense', name: 'constructor', units: 10 } as const],
    };
    const own = parseRecipe({ ...recipe, model: { spec } });
    expect(decodeLink(encodeLink({ recipe: own })).recipe).toEqual(own);
  });

  it('that was edited out of range is clamped, with a note for each number', () => {
    const edited = LINK.replace('p*0.9', 'p*1.5').replace('e*2', 'e*99999').replace('l*0.0005', 'l*-1');
    const { recipe: clamped, notes } = decodeLink(edited);
    expect(notes.map(({ message }) => message)).toEqual([
      'stages[0].epochs is 1000 instead of 99999.',
      'stages[1].sparsity is 0.999 instead of 1.5.',
      'stages[2].optimizer.learningRate is 0.001 instead of -1.',
    ]);
    expect(clamped?.stages[1]).toMatchObject({ sparsity: 0.999 });
  });

  it.each([
    ['', 'The recipe in the link cannot be read: part 1 is "".'],
    ['mnist', 'The recipe in the link cannot be read: it does not begin with .o.'],
    ['.o*R', 'The recipe in the link cannot be read: it ends too early.'],
    ['.o*R*.o*v*1', 'seed is missing.'],
    ['.o*R*%%', 'The recipe in the link cannot be read: part 3 is "%%".'],
    ['.o*X*1', 'The recipe in the link comes with an unknown part X.'],
    ['.o*.*.', 'The recipe in the link cannot be read: it goes on after its end, with part 3.'],
    ['.o*R*.s___', 'The recipe in the link cannot be read: "___" is not an encoded text.'],
    [
      `.o*R*${'.a*'.repeat(100)}1`,
      'The recipe in the link cannot be read: it is nested deeper than 64 levels.',
    ],
    ['x'.repeat(LINK_LIMITS.characters + 1), 'The recipe in the link is longer than 8000 characters (8001).'],
  ])('of nonsense is refused in a sentence: %.30s', (text, message) => {
    expect(() => decodeLink(text)).toThrow(new RecipeError([], '').constructor as typeof RecipeError);
    try {
      decodeLink(text);
    } catch (error) {
      expect((error as Error).message).toBe(message);
    }
  });

  it('never throws anything else, whatever is done to it', () => {
    const damaged = fc
      .tuple(
        anyRecipe,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '*', '.', '9', '-', '.o', '.a', 'é')), {
          maxLength: 5,
        }),
      )
      .map(([each, cuts]) =>
        cuts.reduce(
          (text, [at, put]) => {
            const place = at % (text.length + 1);
            return text.slice(0, place) + put + text.slice(place + 1);
          },
          encodeLink({ recipe: each }),
        ),
      );
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string()), (text) => {
        try {
          const content = decodeLink(text);
          if (content.recipe !== null) expect(parseRecipe(content.recipe)).toEqual(content.recipe);
        } catch (error) {
          expect(error).toBeInstanceOf(RecipeError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('drops page state that it cannot carry', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`name${i}`, i]));
    expect(Object.keys(decodeLink(encodeLink({ ui: many })).ui)).toHaveLength(LINK_LIMITS.uiEntries);
    const odd = { 'a b c': 1, ok: 1, long: 'x'.repeat(201), deep: {}, nan: Number.NaN, beat: 3 };
    expect(decodeLink(encodeLink({ ui: odd as never })).ui).toEqual({ beat: 3 });
  });

  it('is refused where it would be too long', () => {
    const stages = Array.from({ length: 200 }, (_, i) => ({ kind: 'prune' as const, sparsity: i / 200 }));
    const long = { ...recipe, stages: [...stages.slice(0, 100), ...stages.slice(0, 100)] };
    const trains = stages.map(({ sparsity }) => ({ ...recipe.stages[0]!, dropout: sparsity }));
    expect(encodeLink({ recipe: long }).length).toBeLessThan(LINK_LIMITS.characters);
    expect(() => encodeLink({ recipe: { ...recipe, stages: trains } as RecipeInput })).toThrow(
      'save it as a file instead',
    );
  });
});

describe('minimizeRecipe', () => {
  it('leaves out exactly what parseRecipe fills in', () => {
    expect(minimizeRecipe(parseRecipe(recipe))).toEqual(recipe);
    fc.assert(
      fc.property(anyRecipe, (each) => {
        expect(parseRecipe(minimizeRecipe(each))).toEqual(each);
      }),
      { numRuns: 50 },
    );
  });
});

describe('clampRecipe', () => {
  it('gives recipes that parse, or RecipeErrors', () => {
    fc.assert(
      fc.property(anyDamagedRecipe, (value) => {
        try {
          const { recipe: clamped, notes } = clampRecipe(value);
          expect(parseRecipe(clamped)).toEqual(clamped);
          for (const { from, to } of notes) expect(from).not.toBe(to);
        } catch (error) {
          expect(error).toBeInstanceOf(RecipeError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('fits the number of training images to the data', () => {
    const { recipe: clamped, notes } = clampRecipe({
      ...recipe,
      dataset: { name: 'cifar10', trainExamples: 60000, validationExamples: 5000 },
      model: { name: 'vgg-small' },
    });
    expect(clamped.dataset.trainExamples).toBe(45000);
    expect(notes).toHaveLength(2);
  });

  it('leaves the value that it was given as it was', () => {
    const value = { ...recipe, seed: -5 };
    expect(clampRecipe(value).recipe.seed).toBe(0);
    expect(value.seed).toBe(-5);
  });
});

describe('tokens', () => {
  it('bring back any JSON value', () => {
    const isPlain = (value: unknown): boolean =>
      !JSON.stringify(value).includes('__proto__') && !JSON.stringify(value).includes('-0');
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }).filter(isPlain), (value) => {
        expect(readTokens(writeTokens(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
