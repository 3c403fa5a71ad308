import { expect, it } from 'vitest';
import { toLearningRate } from './learningrate.ts';

const at = (step: number) => ({ step, stepsPerEpoch: 10, epochs: 10 });

it('keeps a constant rate', () => {
  expect(toLearningRate({ kind: 'constant' }, 0.3, at(57))).toBe(0.3);
});

it('steps down at whole epochs', () => {
  const schedule = { kind: 'step', every: 3, factor: 0.1 } as const;
  expect([0, 29, 30, 59, 60].map((step) => toLearningRate(schedule, 1, at(step)))).toEqual(
    [1, 1, 0.1, 0.1, 0.1 ** 2].map((each) => expect.closeTo(each, 12)),
  );
});

it('anneals by half a cosine: whole, half and almost none', () => {
  const schedule = { kind: 'cosine', finalFraction: 0, warmupEpochs: 0 } as const;
  expect(toLearningRate(schedule, 2, at(0))).toBe(2);
  expect(toLearningRate(schedule, 2, at(50))).toBeCloseTo(1, 12);
  expect(toLearningRate(schedule, 2, at(25))).toBeCloseTo(1 + Math.SQRT1_2, 12);
  expect(toLearningRate({ ...schedule, finalFraction: 0.1 }, 2, at(100))).toBeCloseTo(0.2, 12);
});

it('warms up in a straight line', () => {
  const schedule = { kind: 'cosine', finalFraction: 0, warmupEpochs: 2 } as const;
  expect(toLearningRate(schedule, 1, at(0))).toBeCloseTo(1 / 20, 12);
  expect(toLearningRate(schedule, 1, at(9))).toBeCloseTo(0.5, 12);
  expect(toLearningRate(schedule, 1, at(20))).toBe(1);
});

it('rises to its peak and falls in one cycle', () => {
  const schedule = { kind: 'oneCycle', peakAt: 0.3, initialFraction: 0.04, finalFraction: 0 } as const;
  const rates = Array.from({ length: 100 }, (_, step) => toLearningRate(schedule, 1, at(step)));
  expect(rates[0]).toBeCloseTo(0.04, 12);
  expect(rates[30]).toBe(1);
  expect(Math.max(...rates)).toBe(1);
  expect(rates[99]).toBeLessThan(0.001);
});
