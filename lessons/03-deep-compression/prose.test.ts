/**
 * Text and lab: the quoted numbers are those that the engine computes, and both languages quote the same
 * ones.
 */
import { describe, expect, it } from 'vitest';
import kept from '../../recipes/results.json' with { type: 'json' };
import { comparePositions } from '../../src/codec/comparison.ts';
import { weighIndex } from '../../src/math/indexwidth.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import { findAll, holdProse, readTexts } from '../../tools/lessons/prose.ts';
import { runOutcomes } from '../../tools/lessons/quotes.ts';
import { checkBitmap, checkSmall, checkWidth } from './lab/checks.ts';
import { meta } from './meta.ts';
import { NAMED, NETS, PACES } from './named.ts';
import { PUBLISHED } from './published.ts';
import { QUOTES } from './quotes.ts';
import {
  ANSWERS,
  DEFAULTS,
  STAGE_ENDS,
  TASKS,
  toDefaults,
  toDraftRecipe,
  toPipelineRecipe,
} from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { SETTINGS } from './settings.ts';

const RESULTS = results.values;
const stale = 'results.json is stale: run `npm run lesson-results -- 03-deep-compression`';
const texts = readTexts(meta.slug);
const plain = (text: string) => text.replaceAll(/[\s,{}]/g, '');

holdProse({ meta, quotes: QUOTES, results });

describe('the numbers of the prose', () => {
  it('hold what the text says about them', () => {
    expect(RESULTS.arithmeticBytes).toBeLessThan(RESULTS.huffmanBytes);
    expect(RESULTS.huffmanBytes).toBeLessThan(RESULTS.sharedBytes);
    expect(RESULTS.huffmanRatio).toBeGreaterThan(PUBLISHED['lenet-300-100'].times[2]);
    // "Sharing costs no more after pruning than before it" is about 5 bits: hardly anything beside the cut
    // itself.
    expect(RESULTS.both90Wrong - RESULTS.prune90Wrong).toBeLessThan(50);
    for (const text of Object.values(texts)) {
      expect(text).toContain(
        `<Do change={{ indexBits: ${RESULTS.fc1IndexBits} }}><Value of="fc1IndexBits" />`,
      );
      expect(text).toContain(`<Do change={{ sparsity: ${DEFAULTS.sparsity} }}>92`);
      expect(text).toContain(`<Do change={{ fcBits: ${DEFAULTS.fcBits} }}>${2 ** DEFAULTS.fcBits} `);
    }
  });

  it('that are worked out in the text are right', () => {
    expect(2 ** 17 < 784 * 300 && 784 * 300 <= 2 ** 18).toBe(true);
    expect(18 / DEFAULTS.fcBits).toBe(3);
    expect(NAMED['lenet-300-100'].quick.retrain.epochs).toBe(3);
    expect(toDefaults('lenet-5').sparsity).toBe(0.93);
    expect(-Math.log2(DEFAULTS.sparsity)).toBeCloseTo(0.12, 2);
    expect(DEFAULTS.sparsity).toBeCloseTo(11 / 12, 2);
  });

  it('that were published are those of the tables', () => {
    for (const text of Object.values(texts).map(plain)) {
      for (const net of Object.values(PUBLISHED)) {
        expect(text).toContain(`${net.bytesBefore / 1000}KB`);
        expect(text).toContain(`${net.bytesAfter / 1000}KB`);
        expect(text).toContain(`${(net.errorBefore * 100).toFixed(2)}%`);
        expect(text).toContain(`${(net.errorAfter * 100).toFixed(2)}%`);
        expect(text).toContain(String(net.times[2]));
        expect(net.rows.every(({ indexBits }) => indexBits[0] === 5)).toBe(true);
      }
    }
  });
});

describe('the recipes of the lesson', () => {
  it('are those that the lab keeps by name, while the controls stand as they did', () => {
    for (const net of NETS)
      for (const pace of PACES) {
        const { stages, ...rest } = toPipelineRecipe(toDefaults(net), pace);
        const named = NAMED[net][pace].recipe;
        expect({ ...rest, stages: stages.slice(0, STAGE_ENDS.huffman.pipeline) }).toEqual(named);
      }
  });

  it('come to the file of the named recipe', () => {
    const { fileBytes, wrong } = kept['lenet-300-100-quick'].result;
    expect({ fileBytes, wrong }, stale).toEqual({
      fileBytes: RESULTS.huffmanBytes,
      wrong: RESULTS.arithmeticWrong,
    });
  });

  it('keep every layer in proportion, and no more than there is', () => {
    const [prune] = toDraftRecipe({ ...DEFAULTS, sparsity: 0.46 }).stages;
    expect(prune).toMatchObject({ sparsity: { fc1: 0.46, fc2: 0.3925, fc3: 0 } });
    for (const sparsity of [SETTINGS.sparsity.range.min, SETTINGS.sparsity.range.max])
      for (const net of NETS)
        expect(() => parseRecipe(toDraftRecipe({ ...toDefaults(net), sparsity }))).not.toThrow();
  });
});

describe('the answers to the exercises', () => {
  it('do what the exercises ask for', async () => {
    const ledger = { fileBytes: RESULTS.smallBytes, wrong: RESULTS.smallWrong };
    expect(checkSmall(ledger, RESULTS.denseWrong).key).toBe('small');
    const toKernel = async (settings: typeof DEFAULTS) => {
      const [outcome] = await runOutcomes([toDraftRecipe(settings)], () => {});
      return outcome!.model.tensors.find(({ name }) => name === 'fc1/kernel')!;
    };
    const sparse = await toKernel(ANSWERS.bitmap);
    expect(checkBitmap(comparePositions(sparse.values, sparse.shape)).key).toBe('bitmap');
    const usual = await toKernel(DEFAULTS);
    expect(checkBitmap(comparePositions(usual.values, usual.shape)).key).toBe('notBitmap');
    const { min, max } = SETTINGS.indexBits.range;
    const sizes = Array.from({ length: max - min + 1 }, (_, i) =>
      weighIndex(usual.values, min + i, DEFAULTS.fcBits),
    );
    expect(checkWidth(sizes, RESULTS.fc1IndexBits).key).toBe('width');
    expect(checkWidth(sizes, 2).key).toBe('notWidth');
    // "most entries are fillers", "hardly any fillers"
    expect(sizes[1]!.fillers / sizes[1]!.entries).toBeGreaterThan(0.5);
    expect(sizes[7]!.fillers / sizes[7]!.entries).toBeLessThan(0.1);
  }, 480_000);

  it('are those that the text names', () => {
    for (const text of Object.values(texts)) {
      const answers = findAll(text, /answer=\{<>(.+?)<\/>\}/g).map(plain);
      expect(answers[0]).toContain(`${ANSWERS.small.sparsity * 100}%`);
      expect(answers[0]).toMatch(new RegExp(`${ANSWERS.small.fcBits}(bits|位)`));
      expect(answers[2]).toContain(`${ANSWERS.bitmap.sparsity * 100}%`);
      expect(plain(text)).toContain(String(TASKS.small.bytes));
      expect(plain(text)).toMatch(new RegExp(`(atmost|最多多)${TASKS.small.moreWrong}`));
    }
  });
});
