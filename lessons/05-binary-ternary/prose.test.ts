/**
 * Text and lab: the quoted numbers are those that the engine computes, and both languages quote the same
 * ones.
 */
import { describe, expect, it } from 'vitest';
import { holdProse, readTexts } from '../../tools/lessons/prose.ts';
import { TIMES_MORE, WANTED_PRODUCT, WANTED_TIMES, WANTED_ZEROS, ZEROS_MORE } from './lab/checks.ts';
import { ALIKE } from './lab/row.ts';
import { meta } from './meta.ts';
import { QUOTES } from './quotes.ts';
import results from './results.json' with { type: 'json' };

const { values } = results;

holdProse({ meta, quotes: QUOTES, results });

describe('the numbers of the prose', () => {
  it('bear out what the text says of them', () => {
    expect(values.workedProduct).toBe(-2);
    expect(values.workedDiffering).toBe(4);
    expect(values.signMore).toBe(values.signWrong - values.denseWrong);
    expect(values.signMore).toBeLessThan(1000);
    expect(values.ternaryError).toBeLessThan(values.signError);
    expect(values.connectWrong).toBeLessThan(values.tested / 2);
    expect(values.signRatio).toBeGreaterThan(25);
    expect(values.signRatio).toBeLessThan(32);
  });
});

describe('the answers to the exercises', () => {
  it('do what the exercises ask for', () => {
    expect(values.signRatio).toBeGreaterThanOrEqual(WANTED_TIMES);
    expect(values.learntWrong - values.denseWrong).toBeLessThanOrEqual(TIMES_MORE);
    expect(values.ternaryLearntZeros).toBeGreaterThanOrEqual(WANTED_ZEROS);
    expect(values.ternaryWrong - values.denseWrong).toBeLessThanOrEqual(ZEROS_MORE);
    expect(values.alikeProduct).toBeGreaterThanOrEqual(WANTED_PRODUCT);
  });

  it('are not there before training', () => {
    expect(values.signMore).toBeGreaterThan(TIMES_MORE);
  });

  it('name the neurons that were found', () => {
    const { en, zh } = readTexts(meta.slug);
    expect(en).toContain(`Neurons ${ALIKE.a} and ${ALIKE.b} of fc1`);
    expect(zh).toContain(`fc1 的第 ${ALIKE.a} 和第 ${ALIKE.b} 个神经元`);
  });
});
