import { describe, expect, it } from 'vitest';
import { findAnswer, handsParam, listAnswers, listBounds, setHands, toRoomGuess } from './hands.ts';

const SHARE = { initial: 0.3, min: 0, max: 1, step: 0.01, unit: '%', digits: 0 } as const;
const TIMES = { initial: 8, min: 1, max: 100000, step: 1, scale: 'log', unit: '×', digits: 0 } as const;
const OPTIONS = { options: [4, 8, 16].map((each) => ({ id: String(each), label: `${each} values` })) };

describe('the answers of a room', () => {
  it('are the options, or five parts of the track', () => {
    expect(listAnswers(OPTIONS, 'en')).toEqual(['4 values', '8 values', '16 values']);
    expect(listAnswers(SHARE, 'en')[1]).toBe('20\u00a0% – 40\u00a0%');
    expect(listAnswers(TIMES, 'en')).toEqual([
      '1\u00a0× – 10\u00a0×',
      '10\u00a0× – 100\u00a0×',
      '100\u00a0× – 1000\u00a0×',
      '1000\u00a0× – 10000\u00a0×',
      '10000\u00a0× – 100000\u00a0×',
    ]);
  });

  it('have ends that one says aloud', () => {
    expect(listBounds({ initial: 300, min: 100, max: 10000, step: 1, scale: 'log' })).toEqual([
      100, 300, 600, 2000, 4000, 10000,
    ]);
    expect(listBounds({ initial: 0.5, min: 0, max: 0.99, step: 0.01 })).toEqual([
      0, 0.2, 0.4, 0.6, 0.8, 0.99,
    ]);
    expect(listBounds({ initial: 94, min: 90, max: 99, step: 0.1 })).toEqual([90, 92, 94, 95, 97, 99]);
  });

  it('hold the truth in one of them', () => {
    expect(findAnswer(OPTIONS, 16)).toBe(2);
    expect(findAnswer(OPTIONS, '5')).toBe(-1);
    expect(findAnswer(SHARE, 0.85)).toBe(4);
    expect(findAnswer(SHARE, 1)).toBe(4);
    expect(findAnswer(SHARE, 0)).toBe(0);
    expect(findAnswer(TIMES, 47)).toBe(1);
  });

  it('stand for the room where most hands are', () => {
    expect(toRoomGuess(OPTIONS, [])).toBeNull();
    expect(toRoomGuess(OPTIONS, [1, 4, 2])).toBe('8');
    expect(toRoomGuess(OPTIONS, [0, 0, 0, 7])).toBeNull();
    expect(toRoomGuess(SHARE, [0, 3, 1])).toBeCloseTo(0.3, 10);
    expect(toRoomGuess(TIMES, [0, 5])).toBe(32);
  });
});

describe('hands in a link', () => {
  it('are read back as they were written', () => {
    for (const counts of [[], [3], [0, 12], [3, 12, 0, 1]]) {
      const text = handsParam.write(counts);
      expect(text === '' ? [] : handsParam.read(text).value).toEqual(counts);
    }
    expect(handsParam.write([0, 0])).toBe('');
    expect(handsParam.write([10, 20])).toBe('10-20');
  });

  it('refuse what is no count', () => {
    for (const text of ['a', '1--2', '1.5', '99999'])
      expect(handsParam.read(text).wasClamped, text).toBe(text !== '1--2');
  });

  it('stay in range', () => {
    expect(setHands([1], 2, 5)).toEqual([1, 0, 5]);
    expect(setHands([1], 0, -3)).toEqual([0]);
    expect(setHands([1], 0, Number.NaN)).toEqual([0]);
  });
});
