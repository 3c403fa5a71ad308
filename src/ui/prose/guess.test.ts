import { describe, expect, it } from 'vitest';
import { judgeGuess, type NumberAsk } from './guess.ts';
import { toNumberText } from './numbers.ts';

const percent: NumberAsk = { initial: 0.5, min: 0, max: 1, step: 0.01, unit: '%' };
const images: NumberAsk = { initial: 100, min: 1, max: 10000, step: 1, scale: 'log' };

describe('predictions', () => {
  it('judges a number by its distance on the track', () => {
    expect(judgeGuess(percent, 0.9, 0.915).verdict).toBe('right');
    expect(judgeGuess(percent, 0.85, 0.915).verdict).toBe('close');
    expect(judgeGuess(percent, 0.5, 0.915)).toEqual({
      verdict: 'off',
      guessText: '50\u00a0%',
      truthText: '91.5\u00a0%',
    });
  });

  it('judges by ratio on a log track', () => {
    expect(judgeGuess(images, 100, 210).verdict).toBe('close');
    expect(judgeGuess(images, 9000, 9900).verdict).toBe('right');
  });

  it('takes a truth outside the track as the end of it', () => {
    expect(judgeGuess(percent, 1, 1.3).verdict).toBe('right');
  });

  it('judges options by name', () => {
    const ask = {
      options: [
        { id: 'a', label: 'Half' },
        { id: 'b', label: 'Most' },
      ],
    };
    expect(judgeGuess(ask, 'a', 'b')).toEqual({ verdict: 'off', guessText: 'Half', truthText: 'Most' });
    expect(judgeGuess(ask, 'b', 'b').verdict).toBe('right');
  });

  it('writes numbers as prose does', () => {
    expect(toNumberText(266610, 'en')).toBe('266,610');
    expect(toNumberText(0.0164, 'zh', '%')).toBe('1.64\u00a0%');
    expect(toNumberText(-0.5, 'en')).toBe('−0.5');
    expect(toNumberText(0.9, 'en', '%', 1)).toBe('90.0\u00a0%');
  });
});
