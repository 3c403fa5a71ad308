/**
 * Text and lab: the quoted numbers are those that the engine computes, and the answers do what the exercises
 * ask for.
 */
import { describe, expect, it } from 'vitest';
import { findAll, holdProse, readTexts } from '../../tools/lessons/prose.ts';
import { runOutcomes } from '../../tools/lessons/quotes.ts';
import { fromTrained } from '../parts/recipes.ts';
import { EXAMPLE } from './example.ts';
import { checkBeatsLinear, checkSmall, VALUES_MORE } from './lab/checks.ts';
import { meta } from './meta.ts';
import { QUOTES } from './quotes.ts';
import { ANSWERS, toClusterInput, toShareRecipe } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import type { Sharing } from './settings.ts';

const { values } = results;
const texts = readTexts(meta.slug);

holdProse({ meta, quotes: QUOTES, results });

describe('the numbers of the prose', () => {
  it('bear out what the text says of them', () => {
    const { wrong8, optimal8, wrong4, optimal4, forgy4, prunedLinear8 } = values;
    expect(wrong8).toBeLessThan(optimal8);
    expect(wrong4).toBeLessThan(optimal4);
    expect(forgy4).toBeLessThan(wrong4);
    for (const other of [values.prunedDensity8, values.prunedForgy8, values.prunedOptimal8])
      expect(prunedLinear8).toBeLessThan(other);
    expect(values.convAt1).toBeGreaterThan(values.fcAt1);
    expect(values.convAt2).toBeGreaterThan(values.fcAt2);
    expect(values.macs16).toBe(values.macs);
    expect(values.tuned4Full).toBeLessThan(values.tuned4);
    expect(values.tuned4Thorough).toBeLessThanOrEqual(values.tuned4Full);
  });

  it('are those of the worked example where the text tells it', () => {
    const members = EXAMPLE.weights.filter((_, at) => EXAMPLE.codes[at] === 3);
    for (const text of Object.values(texts))
      for (const weight of [...members, EXAMPLE.updated[3]]) expect(text).toContain(String(weight));
  });
});

describe('the answers to the exercises', () => {
  const toRecipe = (sharing: Sharing) =>
    toShareRecipe(sharing.model, sharing.prune, toClusterInput(sharing), sharing.draw);

  it('do what the exercises ask for', async () => {
    const [dense, small, linear, other] = await runOutcomes(
      [
        fromTrained('lenet-300-100', []),
        toRecipe(ANSWERS.small),
        toRecipe({ ...ANSWERS.beatLinear, init: 'linear' }),
        toRecipe(ANSWERS.beatLinear),
      ],
      () => {},
    );
    expect(checkSmall(dense!.ledger, small!.ledger).key).toBe('small');
    expect(checkBeatsLinear(linear!.ledger, other!.ledger).key).toBe('beaten');
    expect(values.tuned4Thorough - values.denseWrong).toBeLessThanOrEqual(VALUES_MORE);
  }, 480_000);

  it('are those that the text names', () => {
    for (const text of Object.values(texts)) {
      const answers = findAll(text, /answer=\{<>(.+?)<\/>\}/g).map((each) => each.replaceAll(/\s/g, ''));
      expect(answers[0]).toContain(`${ANSWERS.small.fcBits}`);
      expect(answers[1]).toContain(`${ANSWERS.fewValues.fcBits}`);
      for (const part of [`${ANSWERS.beatLinear.fcBits}`, 'Forgy', `${ANSWERS.beatLinear.draw}`])
        expect(answers[2]).toContain(part);
    }
  });
});
