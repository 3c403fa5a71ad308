/** Text and lab: the quoted numbers are those that the engine computes, and both languages quote the same ones. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashWeights } from '../../src/codec/hash.ts';
import { loadCheckpoint } from '../../tools/headless/engine.ts';
import { runOutcomes, runQuotes } from '../../tools/lessons/quotes.ts';
import type { Quote } from '../parts/quotes.ts';
import { EXAMPLE } from './example.ts';
import { checkBeatsLinear, checkSmall, VALUES_MORE } from './lab/checks.ts';
import { meta } from './meta.ts';
import { QUOTES } from './quotes.ts';
import { ANSWERS, toClusterInput, toDenseRecipe, toShareRecipe } from './recipe.ts';
import { RESULTS, RESULTS_OF } from './results.ts';
import type { Sharing } from './settings.ts';

const stale = 'results.json is stale: run `npm run lesson-results -- 02-weight-sharing`';
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
  }, 300_000);

  it('are all quoted, in both languages', () => {
    for (const text of Object.values(texts)) {
      const quoted = findAll(text, /<Value of="(\w+)"/g);
      expect(sorted([...new Set(quoted)])).toEqual(sorted(Object.keys(QUOTES)));
    }
  });

  it('bear out what the text says of them', () => {
    const { wrong8, optimal8, wrong4, optimal4, forgy4, prunedLinear8, prunedDensity8, prunedForgy8 } =
      RESULTS;
    expect(wrong8).toBeLessThan(optimal8);
    expect(wrong4).toBeLessThan(optimal4);
    expect(forgy4).toBeLessThan(wrong4);
    for (const other of [prunedDensity8, prunedForgy8, RESULTS.prunedOptimal8])
      expect(prunedLinear8).toBeLessThan(other);
    expect(RESULTS.convAt1 - RESULTS.convNetWrong).toBeGreaterThan(RESULTS.fcAt1 - RESULTS.convNetWrong);
    expect(RESULTS.convAt2 - RESULTS.convNetWrong).toBeGreaterThan(RESULTS.fcAt2 - RESULTS.convNetWrong);
    expect(RESULTS.macs16).toBe(RESULTS.macs);
    expect(RESULTS.tuned4Full).toBeLessThan(RESULTS.tuned4);
    expect(RESULTS.tuned4Thorough).toBeLessThanOrEqual(RESULTS.tuned4Full);
  });

  it('are those of the worked example where the text tells it', () => {
    const members = EXAMPLE.weights.filter((_, at) => EXAMPLE.codes[at] === 3);
    for (const text of Object.values(texts)) {
      for (const weight of [...members, EXAMPLE.updated[3]]) expect(text).toContain(String(weight));
    }
  });
});

describe('the answers to the exercises', () => {
  const toRecipe = (sharing: Sharing) =>
    toShareRecipe(sharing.model, sharing.prune, toClusterInput(sharing), sharing.draw);

  it('do what the exercises ask for', async () => {
    const [dense, small, linear, other] = await runOutcomes(
      [
        toDenseRecipe('lenet-300-100'),
        toRecipe(ANSWERS.small),
        toRecipe({ ...ANSWERS.beatLinear, init: 'linear' }),
        toRecipe(ANSWERS.beatLinear),
      ],
      () => {},
    );
    expect(checkSmall(dense!.ledger, small!.ledger).key).toBe('small');
    expect(checkBeatsLinear(linear!.ledger, other!.ledger).key).toBe('beaten');
    expect(RESULTS.tuned4Thorough - RESULTS.denseWrong).toBeLessThanOrEqual(VALUES_MORE);
  }, 240_000);

  it('are those that the text names', () => {
    for (const text of Object.values(texts)) {
      const answers = findAll(text, /answer=\{<>(.+?)<\/>\}/g).map((each) => each.replaceAll(/\s/g, ''));
      expect(answers[0]).toContain(`${ANSWERS.small.fcBits}`);
      expect(answers[1]).toContain(`${ANSWERS.fewValues.fcBits}`);
      expect(answers[2]).toContain(`${ANSWERS.beatLinear.fcBits}`);
      expect(answers[2]).toContain('Forgy');
      expect(answers[2]).toContain(`${ANSWERS.beatLinear.draw}`);
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
      /<Term id="(\w+)"/g,
      /<(\w+Figure|\w+Exercise|Guess)\b/g,
    ])
      expect(sorted(findAll(texts.zh, pattern))).toEqual(sorted(findAll(texts.en, pattern)));
  });
});
