/** Text and lab: the quoted numbers are those that the engine computes, and both languages quote the same ones. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashWeights } from '../../src/core/codec/hash.ts';
import { loadCheckpoint } from '../../tools/headless/engine.ts';
import { runOutcomes, runQuotes } from '../../tools/lessons/quotes.ts';
import { checkBorder, checkLayerwise, RIVAL_LEVEL } from './lab/checks.ts';
import { toKernelCuts } from './lab/kernelcuts.ts';
import { meta } from './meta.ts';
import { QUOTES, type Quote } from './quotes.ts';
import { ANSWERS, type PruneInput, toCutRecipe, toLevelPrune } from './recipe.ts';
import { RESULTS, RESULTS_OF } from './results.ts';

const stale = 'results.json is stale: run `npm run lesson-results -- 01-magnitude-pruning`';
const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');
const texts = { en: read('en.mdx'), zh: read('zh.mdx') };
const findAll = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!);
const sorted = (list: readonly string[]) => [...list].sort();

describe('the numbers of the prose', () => {
  it('come from the checkpoint that is there', async () => {
    const { tensors } = await loadCheckpoint('lenet-300-100');
    expect(RESULTS_OF, stale).toBe(hashWeights(tensors));
  });

  it('are what the engine computes now, to the last digit', async () => {
    const cheap = Object.fromEntries(Object.entries<Quote>(QUOTES).filter(([, { isCheap }]) => isCheap));
    const values = await runQuotes(cheap, () => {});
    expect(RESULTS, stale).toMatchObject(values);
  }, 240_000);

  it('are all quoted, in both languages', () => {
    for (const text of Object.values(texts)) {
      const quoted = findAll(text, /<Value of="(\w+)"/g);
      for (const key of quoted) expect(RESULTS).toHaveProperty(key);
    }
    expect(sorted([...new Set(findAll(texts.en + texts.zh, /<Value of="(\w+)"/g))])).toEqual(
      sorted(Object.keys(QUOTES)),
    );
  });
});

describe('the answers to the exercises', () => {
  it('do what the exercises ask for', async () => {
    const cut = (prune: PruneInput) => toCutRecipe('lenet-300-100', prune);
    const byLayer = (sparsity: Record<string, number>): PruneInput => ({
      kind: 'prune',
      scope: 'layer',
      sparsity,
    });
    const [dense, uniform, own, frame] = await runOutcomes(
      [
        cut(toLevelPrune(0)),
        cut(toLevelPrune(RIVAL_LEVEL, 'layer')),
        cut(byLayer(ANSWERS.layerwise)),
        cut(byLayer(ANSWERS.border)),
      ],
      () => {},
    );
    expect(checkLayerwise(uniform!.ledger, own!.ledger).key).toBe('better');
    const [first] = toKernelCuts(frame!.model);
    expect(checkBorder(first!, frame!.ledger.wrong, dense!.ledger.wrong).key).toBe('border');
  }, 120_000);

  it('are those that the text names', () => {
    const { layerwise, border, retrain } = ANSWERS;
    for (const text of Object.values(texts)) {
      const answers = findAll(text, /answer=\{<>(.+?)<\/>\}/g).map((each) => each.replaceAll(/\s/g, ''));
      expect(answers[0]).toContain(`${retrain * 100}%`);
      for (const level of Object.values(layerwise)) expect(answers[1]).toContain(`${level * 100}%`);
      expect(answers[2]).toContain(`${border.fc1 * 100}%`);
    }
  });
});

describe('the two languages', () => {
  it('have the beats of meta.ts, in its order', () => {
    const beats = meta.beats.map(({ id }) => id);
    for (const text of Object.values(texts)) expect(findAll(text, /<Beat id="([\w-]+)"/g)).toEqual(beats);
  });

  it('drive the same controls, and show the same figures and exercises', () => {
    for (const pattern of [
      /<Do change=\{\{ (.+?) \}\}>/g,
      /<Look at="(\w+)"/g,
      /<LayerLink layer="(\w+)"/g,
      /<(\w+Figure|\w+Exercise|Guess)\b/g,
    ])
      expect(sorted(findAll(texts.zh, pattern))).toEqual(sorted(findAll(texts.en, pattern)));
  });
});
