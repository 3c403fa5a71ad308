import { describe, expect, it } from 'vitest';
import { createCoarseClock } from '../../testing/coarseclock.ts';
import { toSpanMs, watchClock } from './clock.ts';
import { countCalls, findPaces } from './pace.ts';

describe('a clock', () => {
  it.each([0.005, 0.1, 1, 2, 100])('that ticks every %d ms is seen to', (tickMs) => {
    const { clock } = createCoarseClock(tickMs);
    expect(watchClock(clock.now).tickMs).toBeCloseTo(tickMs, 6);
    expect(toSpanMs(clock, 2)).toBe(Math.max(2, 10 * tickMs));
  });
});

describe('findPaces', () => {
  it.each([0.1, 1, 2, 100])('tells what takes 0.03 ms from what takes 0.06 by a clock of %d ms', (tickMs) => {
    const { clock, spend } = createCoarseClock(tickMs);
    const [fast, slow] = findPaces([() => spend(0.03), () => spend(0.06)], 0.4, clock);
    expect(fast!.ms).toBeGreaterThan(0.03 * 0.89);
    expect(fast!.ms).toBeLessThan(0.03 * 1.11);
    expect(slow!.ms / fast!.ms).toBeGreaterThan(1.6);
    expect(fast!.calls * 0.03).toBeGreaterThan(9 * tickMs);
  });

  it('samples in turn, so that a slow spell meets all alike', () => {
    const { clock, spend } = createCoarseClock(0.1);
    const order: string[] = [];
    const run = (name: string) => () => {
      if (order.at(-1) !== name) order.push(name);
      spend(0.5);
    };
    findPaces([run('a'), run('b')], 1, clock);
    expect(order.join('')).toBe('abababab');
  });

  it('goes on sampling while noise is large, and says how large it stayed', () => {
    const quiet = createCoarseClock(0.005);
    expect(findPaces([() => quiet.spend(1)], 1, quiet.clock)[0]!.noise).toBeLessThan(0.02);
    const loud = createCoarseClock(0.005);
    let calls = 0;
    // Each sample of two calls takes half as long again as the one before.
    const [pace] = findPaces([() => loud.spend(1.5 ** Math.floor(calls++ / 2))], 2.2, loud.clock);
    expect(pace!.noise).toBeGreaterThan(0.4);
    expect(calls).toBeGreaterThan(12);
  });

  it('does not take a call that was held up once for a long one', () => {
    const { clock, spend } = createCoarseClock(0.005);
    let calls = 0;
    // Every fourth call waits for its turn.
    expect(countCalls(() => spend(calls++ % 4 === 1 ? 3 : 0.05), 2, clock)).toBeGreaterThanOrEqual(2);
    calls = 0;
    const once = () => spend(calls++ === 1 ? 30 : 0.05);
    expect(countCalls(once, 2, clock)).toBeGreaterThanOrEqual(32);
  });

  it('never counts a call that takes no tick as no time', () => {
    const { clock, spend } = createCoarseClock(100);
    expect(countCalls(() => spend(0.2), 2, clock)).toBeGreaterThanOrEqual(4096);
  });
});
