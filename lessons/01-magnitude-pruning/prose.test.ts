/**
 * Text and lab: the quoted numbers are those that the engine computes, and the answers do what the exercises
 * ask for.
 */
import { describe, expect, it } from 'vitest';
import { findAll, holdProse, readTexts } from '../../tools/lessons/prose.ts';
import { runOutcomes } from '../../tools/lessons/quotes.ts';
import { checkBorder, checkLayerwise, RIVAL_LEVEL } from './lab/checks.ts';
import { readCuts } from './lab/cuts.ts';
import { meta } from './meta.ts';
import { QUOTES } from './quotes.ts';
import { ANSWERS, type PruneInput, toCutRecipe, toLevelPrune } from './recipe.ts';
import results from './results.json' with { type: 'json' };

holdProse({ meta, quotes: QUOTES, results });

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
    const [first] = readCuts(frame!.model);
    expect(checkBorder(first!, frame!.ledger.wrong, dense!.ledger.wrong).key).toBe('border');
  }, 480_000);

  it('are those that the text names', () => {
    const { layerwise, border, retrain } = ANSWERS;
    for (const text of Object.values(readTexts(meta.slug))) {
      const answers = findAll(text, /answer=\{<>(.+?)<\/>\}/g).map((each) => each.replaceAll(/\s/g, ''));
      expect(answers[0]).toContain(`${retrain * 100}%`);
      for (const level of Object.values(layerwise)) expect(answers[1]).toContain(`${level * 100}%`);
      expect(answers[2]).toContain(`${border.fc1 * 100}%`);
    }
  });
});
