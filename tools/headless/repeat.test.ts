import { expect, it } from 'vitest';
import { listSeeds, toRepeatedText } from './repeat.ts';

it('seeds follow the recipe’s own, and end where seeds do', () => {
  expect(listSeeds({ seed: 7 }, 3)).toEqual([7, 8, 9]);
  expect(listSeeds({ seed: 4_294_967_294 }, 2)).toHaveLength(2);
  expect(() => listSeeds({ seed: 4_294_967_294 }, 3)).toThrow('3 seeds from 4294967294 on pass the largest');
});

it('a reader is told means, deviations, and the difference of pairs', () => {
  const text = toRepeatedText({
    kind: 'repeated',
    seeds: [1, 2],
    errors: [0.02, 0.03],
    mean: 0.025,
    deviation: 0.00707,
    against: { errors: [0.01, 0.02], mean: 0.015, deviation: 0.00707 },
    difference: { mean: 0.01, deviation: 0 },
  });
  expect(text.split('\n')).toEqual([
    '2 seeds: test error 2.500 % on average, deviation 0.707 points',
    'the other: 1.500 %, deviation 0.707 points',
    'the first less the other, seed by seed: 1.000 points, deviation 0.000 points',
  ]);
  const one = toRepeatedText({
    kind: 'repeated',
    seeds: [1],
    errors: [0.02],
    mean: 0.02,
    deviation: Number.NaN,
  });
  expect(one).toBe('1 seed: test error 2.000 % on average, one seed says nothing of their spread');
});
