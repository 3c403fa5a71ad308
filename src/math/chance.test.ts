import { describe, expect, it } from 'vitest';
import { isBeyondChance } from './chance.ts';
import { createStream } from './random.ts';

describe('a difference of two counts', () => {
  it('counts where it is more than twice the root of their sum', () => {
    // 2 sqrt(264) is 32.5.
    expect(isBeyondChance(132, 132)).toBe(false);
    expect(isBeyondChance(116, 148)).toBe(false);
    expect(isBeyondChance(115, 149)).toBe(true);
    expect(isBeyondChance(149, 115)).toBe(true);
    expect(isBeyondChance(0, 0)).toBe(false);
  });

  it('hardly comes of luck alone', () => {
    const draws = new Float32Array(200);
    let clear = 0;
    for (let trial = 0; trial < 2000; trial++) {
      createStream(trial, 'coins').fillUniform(draws, 0, 1);
      const heads = draws.reduce((sum, each) => sum + (each < 0.5 ? 1 : 0), 0);
      if (isBeyondChance(heads, draws.length - heads)) clear++;
    }
    // Two deviations of a normal distribution leave 4.6 % outside.
    expect(clear / 2000).toBeLessThan(0.07);
    expect(clear).toBeGreaterThan(0);
  });
});
