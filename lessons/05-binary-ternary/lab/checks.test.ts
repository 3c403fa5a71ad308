import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { checkAlike, checkSmall, checkTernary, countValues } from './checks.ts';
import { multiplyRows } from './row.ts';

const ledger = (fileBytes: number, wrong: number, nonZeros = 1000): Ledger =>
  ({ fileBytes, wrong, layers: [{ weights: 1000, nonZeros }] }) as unknown as Ledger;
const dense = ledger(1_500_000, 54);

describe('the exercises', () => {
  it('1 asks for fifteen times smaller, at no more than 200 images', () => {
    expect(checkSmall(dense, ledger(100_000, 254)).hasPassed).toBe(true);
    expect(checkSmall(dense, ledger(100_001, 54)).key).toBe('tooLarge');
    expect(checkSmall(dense, ledger(50_000, 255)).key).toBe('tooWrong');
  });

  it('2 asks for three values and three tenths of zeros', () => {
    expect(checkTernary(dense, ledger(0, 254, 700), [2, 2]).hasPassed).toBe(true);
    expect(checkTernary(dense, ledger(0, 54, 701), [2, 2]).key).toBe('tooFull');
    expect(checkTernary(dense, ledger(0, 54, 600), [2, 500]).key).toBe('tooMany');
    expect(checkTernary(dense, ledger(0, 255, 600), [2, 2]).key).toBe('ternaryWrong');
  });

  it('3 asks for two neurons that agree in 42 of 64 places', () => {
    const left = Float32Array.from({ length: 64 }, () => 1);
    const right = (minus: number) => left.map((_, at) => (at < minus ? -1 : 1));
    expect(checkAlike(multiplyRows(left, right(22)), false).key).toBe('alike');
    expect(checkAlike(multiplyRows(left, right(23)), false).key).toBe('unlike');
    expect(checkAlike(multiplyRows(left, left), true).key).toBe('same');
  });

  it('counts values without zero, of either sign', () => {
    expect(countValues(Float32Array.of(0, -0, 1, 1, -2))).toBe(2);
  });
});
