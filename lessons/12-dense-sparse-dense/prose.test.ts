/**
 * Text and lab: the quoted numbers are those that the engine computes, and both languages quote the same
 * ones.
 */
import { describe, expect, it } from 'vitest';
import { holdProse } from '../../tools/lessons/prose.ts';
import { WANTED_IMAGES, WANTED_SIGNS, WANTED_ZEROS } from './lab/checks.ts';
import { meta } from './meta.ts';
import { HARMFUL, QUOTES } from './quotes.ts';
import results from './results.json' with { type: 'json' };

const { values } = results;

holdProse({ meta, quotes: QUOTES, results });

describe('the numbers of the prose', () => {
  it('bear out what the text says of them', () => {
    expect(Math.abs(values.cutWrong - values.denseWrong)).toBeLessThan(20);
    // No pair is won, and zero lies at the edge of the interval, within an image.
    expect(values.wins).toBe(0);
    expect(Math.abs(values.mean - values.half)).toBeLessThan(1);
    // More epochs alone do what the detour seems to do.
    expect(values.straightWrong).toBeLessThan(values.againWrong);
    expect(values.againWrong).toBeLessThan(values.sparseWrong);
    expect(values.sparseWrong).toBeLessThan(values.firstWrong);
    // Without what they were, reborn weights have the sign of before about as often as by chance.
    expect(Math.abs(values.sameSign - 0.5)).toBeLessThan(0.1);
    expect(values.leastGain).toBeLessThan(values.mostGain);
    expect(values.vggSparseGain).toBeGreaterThan(values.vggGain / 2);
  });
});

describe('the answers to the exercises', () => {
  it('do what the exercises ask for', () => {
    expect(WANTED_ZEROS).toBe(0.8);
    expect(values.leanSparseWrong).toBeLessThanOrEqual(values.firstWrong);
    expect(values.sameSignBefore).toBeGreaterThanOrEqual(WANTED_SIGNS);
    expect(HARMFUL).toBeGreaterThan(0.5);
    expect(values.harmfulMean - values.harmfulHalf).toBeGreaterThan(WANTED_IMAGES);
    expect(Math.abs(values.mean) - values.half).toBeLessThan(WANTED_IMAGES);
  });
});
