/**
 * Text and lab: the quoted numbers are those that the engine computes, and both languages quote the same
 * ones.
 */
import { describe, expect, it } from 'vitest';
import { holdProse } from '../../tools/lessons/prose.ts';
import { LEAST_SHARE_RIGHT, WANTED_KNOWN, WANTED_SAVED } from './lab/checks.ts';
import { meta } from './meta.ts';
import { QUOTES } from './quotes.ts';
import results from './results.json' with { type: 'json' };

const { values } = results;

holdProse({ meta, quotes: QUOTES, results });

describe('the numbers of the prose', () => {
  it('bear out what the text says of them', () => {
    expect(values.fourNine).toBeGreaterThan(values.fourZero);
    expect(values.hintWrong).toBeLessThan(values.labelsWrong);
    expect(values.hintWrong).toBeGreaterThan(values.softWrong);
    expect(values.denseWrong).toBeLessThan(values.softWrong);
    // A teacher at T = 1 says little more than the label.
    expect(values.coldWrong).toBeGreaterThan((values.softWrong + values.labelsWrong) / 2);
    // The gain is largest where images are few.
    const gains = [
      values.fewerLabelsWrong - values.fewerSoftWrong,
      values.labelsWrong - values.softWrong,
      values.moreLabelsWrong - values.moreSoftWrong,
    ] as const;
    expect(gains[0]).toBeGreaterThan(gains[1]);
    expect(gains[1]).toBeGreaterThan(10 * gains[2]);
    expect(Math.abs(gains[2])).toBeLessThan(30);
    expect(values.mapSoftWrong).toBeLessThan(values.mapLabelsWrong);
    expect(values.mapHintWrong).toBeLessThan(values.mapSoftWrong);
    expect(values.mapAttentionWrong).toBeGreaterThanOrEqual(values.mapSoftWrong);
    expect(values.mapFewerSoftWrong).toBeGreaterThan(values.mapFewerLabelsWrong);
    // All pairs are won, and the interval lies on one side of zero.
    expect(values.wins).toBe(values.pairs);
    expect(values.saved).toBeGreaterThan(values.half);
    expect(values.leftLabelsKnown).toBe(0);
    expect(values.knownShifted).toBeGreaterThan(5 * values.known);
    expect(values.shiftedWrong).toBeLessThan(values.leftWrong);
    for (const each of [values.fewColdWrong, values.fewMildWrong, values.fewHotWrong])
      expect(Math.abs(each - values.fewLabelsWrong)).toBeLessThan(30);
  });
});

describe('the answers to the exercises', () => {
  it('do what the exercises ask for', () => {
    expect(values.softWrong).toBeLessThanOrEqual((1 - WANTED_SAVED) * values.labelsWrong);
    expect(values.otherKnown).toBeGreaterThanOrEqual(WANTED_KNOWN);
    expect(1 - values.otherWrong / 10_000).toBeGreaterThanOrEqual(LEAST_SHARE_RIGHT);
  });
});
