import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatMs,
  formatNumber,
  formatPercent,
  formatShort,
  formatWeight,
} from './format.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('number formats', () => {
  it('writes counts out', () => {
    expect(formatCount(239580)).toBe('239,580');
  });

  it('keeps decimals of a percentage where they carry meaning', () => {
    expect([0.0164, 0.9, 0.915, 0.9997, 1, 0, 0.5].map((each) => plain(formatPercent(each)))).toEqual([
      '1.64 %',
      '90 %',
      '91.5 %',
      '99.97 %',
      '100 %',
      '0 %',
      '50 %',
    ]);
  });

  it('steps up the unit of bytes before four digits appear', () => {
    expect([812, 999.6, 1066440, 999_600, 0].map((each) => plain(formatBytes(each)))).toEqual([
      '812 B',
      '1 kB',
      '1.07 MB',
      '1 MB',
      '0 B',
    ]);
  });

  it('writes times in the unit that reads best', () => {
    expect([0.042, 0.42, 123.4, 12_345].map((each) => plain(formatMs(each)))).toEqual([
      '42.0 µs',
      '0.420 ms',
      '123 ms',
      '12.3 s',
    ]);
  });

  it('shortens large counts to three digits', () => {
    expect([266_610, 40_813_184, 999, 12].map((each) => plain(formatShort(each)))).toEqual([
      '267 k',
      '40.8 M',
      '999',
      '12',
    ]);
  });

  it('uses a true minus sign', () => {
    expect(formatWeight(-0.03123)).toBe('−0.0312');
    expect(formatNumber(-2)).toBe('−2');
  });

  it('writes very small numbers as powers of ten', () => {
    expect(formatNumber(0.00002)).toBe('2×10⁻⁵');
  });
});
