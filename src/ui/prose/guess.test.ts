import { describe, expect, it } from 'vitest';
import { toNumberText } from '../language/numbers.ts';
import { judgeGuess, type NumberAsk } from './guess.ts';

const percent: NumberAsk = { initial: 0.5, min: 0, max: 1, step: 0.01, unit: '%' };
const images: NumberAsk = { initial: 100, min: 1, max: 10000, step: 1, scale: 'log' };

describe('predictions', () => {
  it('judges by what part of the larger the two differ, and says which way and how far', () => {
    expect(judgeGuess(percent, 0.9, 0.915)).toMatchObject({ verdict: 'right', direction: 'low' });
    expect(judgeGuess(percent, 0.85, 0.915).verdict).toBe('close');
    expect(judgeGuess(percent, 0.5, 0.915)).toEqual({
      verdict: 'off',
      direction: 'low',
      guessText: '50\u00a0%',
      truthText: '91.5\u00a0%',
      distanceText: '41.5\u00a0%',
    });
  });

  it('judges alike on every track', () => {
    const times: NumberAsk = { initial: 8, min: 1, max: 100, step: 1, scale: 'log', unit: '×', digits: 0 };
    const linear: NumberAsk = { ...percent, digits: 0 };
    expect(judgeGuess(linear, 0.7, 0.85)).toMatchObject({ verdict: 'close', distanceText: '15\u00a0%' });
    expect(judgeGuess(times, 33, 47)).toMatchObject({ verdict: 'close', distanceText: '14\u00a0×' });
    expect(judgeGuess(images, 100, 210)).toMatchObject({ verdict: 'off', direction: 'low' });
    expect(judgeGuess(images, 9900, 9000)).toMatchObject({ verdict: 'close', direction: 'high' });
    expect(judgeGuess(times, 47.4, 47)).toMatchObject({ verdict: 'right', direction: 'none' });
  });

  it('has an opinion at zero', () => {
    expect(judgeGuess(percent, 0, 0).verdict).toBe('right');
    expect(judgeGuess(percent, 0, 0.4).verdict).toBe('off');
  });

  it('judges options by name', () => {
    const ask = {
      options: [
        { id: 'a', label: 'Half' },
        { id: 'b', label: 'Most' },
      ],
    };
    expect(judgeGuess(ask, 'a', 'b')).toMatchObject({
      verdict: 'off',
      direction: 'none',
      guessText: 'Half',
      truthText: 'Most',
    });
    expect(judgeGuess(ask, 'b', 'b').verdict).toBe('right');
    const values = { options: ['4', '8', '16'].map((id) => ({ id, label: id })) };
    expect(judgeGuess(values, '4', '16')).toMatchObject({
      verdict: 'off',
      direction: 'low',
      distanceText: '12',
    });
    expect(judgeGuess(values, '8', '16').verdict).toBe('off');
  });

  it('writes numbers as prose does', () => {
    expect(toNumberText(266610, 'en')).toBe('266,610');
    expect(toNumberText(0.0164, 'zh', '%')).toBe('1.64%');
    expect(toNumberText(-0.5, 'en')).toBe('−0.5');
    expect(toNumberText(0.9, 'en', '%', 1)).toBe('90.0\u00a0%');
  });
});
