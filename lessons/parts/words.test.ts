import { describe, expect, it } from 'vitest';
import { toFormats } from './words.ts';

describe('numbers in figures', () => {
  it('have a true minus, in both languages', () => {
    for (const locale of ['en', 'zh'] as const) {
      expect(toFormats(locale).decimal(-0.125, 3)).toBe('−0.125');
      expect(toFormats(locale).percent(-0.5)).toMatch(/^−50/);
      expect(toFormats(locale).difference(-3)).toBe('−3');
    }
  });

  it('have as many digits as they need, and no sign at zero', () => {
    const { decimal, bytes } = toFormats('en');
    expect(decimal(1.5, 3)).toBe('1.5');
    expect(decimal(-0.0001, 2)).toBe('0');
    expect(bytes(9999)).toBe('9,999 B');
    expect(bytes(26_346)).toBe('26.3 kB');
  });
});
