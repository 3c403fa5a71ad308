/**
 * Text and lab: the quoted numbers are those that the engine computes, and both languages quote the same
 * ones.
 */
import { describe, expect, it } from 'vitest';
import { holdProse } from '../../tools/lessons/prose.ts';
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
    expect(values.signRatio).toBeGreaterThan(25);
    expect(values.signRatio).toBeLessThan(32);
  });
});
