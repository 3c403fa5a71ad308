import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type LossScaleState, lossScaleSchema, moveLossScale, startLossScale } from './options.ts';

const parse = (options: v.InferInput<typeof lossScaleSchema>) => v.parse(lossScaleSchema, options);

/** Exponents and skipped steps after each of some steps, o for one that overflows. */
function follow(options: v.InferInput<typeof lossScaleSchema>, steps: string) {
  const parsed = parse(options);
  let state: LossScaleState = startLossScale(parsed);
  return [...steps].map((step) => {
    state = moveLossScale(parsed, state, step === 'o');
    return `${state.exponent}/${state.skipped}`;
  });
}

describe('a dynamic scale', () => {
  it('halves at each overflow, down to its floor, and counts the steps left out', () => {
    expect(follow({ exponent: 3, floor: 1 }, 'oooo')).toEqual(['2/1', '1/2', '1/3', '1/4']);
  });

  it('doubles after so many steps in a row without one', () => {
    expect(follow({ exponent: 3, every: 3 }, '..o...')).toEqual(['3/0', '3/0', '2/1', '2/1', '2/1', '3/1']);
  });

  it('stops at 2^24', () => {
    expect(follow({ exponent: 23, every: 1 }, '...').at(-1)).toBe('24/0');
  });
});

describe('a constant scale', () => {
  it('stays, and counts the steps left out', () => {
    expect(follow({ kind: 'static', exponent: 7, every: 1 }, '.o.o')).toEqual(['7/0', '7/1', '7/1', '7/2']);
  });
});

describe('options', () => {
  it('are a dynamic scale from 2^15 by themselves', () => {
    expect(parse({})).toEqual({ kind: 'dynamic', exponent: 15, every: 200, floor: 0, skip: true });
  });

  it.each([
    [{ exponent: 25 }, '(the exponent of the scale) must be a whole number from 0 to 24, got 25'],
    [{ exponent: 2, floor: 3 }, 'must not begin below its floor: exponent must be at least floor'],
    [{ skip: false }, 'with kind "dynamic" always leaves out a step that overflows: skip must be true'],
  ])('%o are refused in a sentence', (options, sentence) => {
    const { issues } = v.safeParse(lossScaleSchema, options);
    expect(issues?.[0].message).toBe(sentence);
  });
});
