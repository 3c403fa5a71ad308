import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { checkBeatsLinear, checkFewValues, checkSmall, countValues } from './checks.ts';

const ledger = (fileBytes: number, wrong: number, nonZeros = 1000): Ledger =>
  ({ fileBytes, wrong, tested: 10_000, layers: [{ weights: 1000, nonZeros }] }) as unknown as Ledger;
const dense = ledger(1_000_000, 137);

describe('the exercises', () => {
  it('1 asks for ten times smaller, at no more than 40 images, and nothing pruned', () => {
    expect(checkSmall(dense, ledger(100_000, 177)).hasPassed).toBe(true);
    expect(checkSmall(dense, ledger(100_001, 137)).key).toBe('tooLarge');
    expect(checkSmall(dense, ledger(90_000, 178)).key).toBe('tooWrong');
    expect(checkSmall(dense, ledger(50_000, 137, 800)).key).toBe('pruned');
    expect(checkSmall(dense, ledger(50_000, 137, 999)).hasPassed).toBe(true);
  });

  it('2 asks for four values in every layer, at no more than 50 images', () => {
    expect(checkFewValues(dense, ledger(0, 187), [4, 4, 3]).hasPassed).toBe(true);
    expect(checkFewValues(dense, ledger(0, 137), [4, 5, 3]).key).toBe('tooManyValues');
    expect(checkFewValues(dense, ledger(0, 188), [4, 4, 4]).key).toBe('fewWrong');
  });

  it('3 asks for a lead of ten images over linear', () => {
    expect(checkBeatsLinear(ledger(0, 478), ledger(0, 468)).hasPassed).toBe(true);
    expect(checkBeatsLinear(ledger(0, 478), ledger(0, 469)).key).toBe('notBeaten');
  });

  it('counts values without zero, of either sign', () => {
    expect(countValues(Float32Array.of(0, -0, 1, 1, -2))).toBe(2);
  });
});
