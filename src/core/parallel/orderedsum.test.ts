import { describe, expect, it } from 'vitest';
import { createStream } from '../../math/random.ts';
import { OrderedSum } from './orderedsum.ts';
import { shareOut } from './shards.ts';

/** Writes out which sums are formed, in which order. */
const addText = (left: string, right: string) => `(${left}+${right})`;

function sumBy<Value>(values: readonly Value[], workers: number, add: (a: Value, b: Value) => Value): Value {
  const whole = new OrderedSum(add);
  for (const { from, to } of shareOut(values.length, workers)) {
    const part = new OrderedSum(add);
    for (let start = from; start < to; start++) part.push({ start, level: 0, value: values[start]! });
    for (const node of part.nodes) whole.push(node);
  }
  return whole.finish();
}

describe('OrderedSum', () => {
  it('adds neighbours first, then pairs, and what is left over from the right', () => {
    expect(sumBy(['a', 'b', 'c', 'd'], 1, addText)).toBe('((a+b)+(c+d))');
    expect(sumBy(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 1, addText)).toBe('(((a+b)+(c+d))+((e+f)+g))');
    expect(sumBy(['a'], 1, addText)).toBe('a');
  });

  it('forms the same sums for any number of shards and workers', () => {
    for (let shards = 1; shards <= 33; shards++) {
      const names = Array.from({ length: shards }, (_, index) => `${index}`);
      const alone = sumBy(names, 1, addText);
      for (let workers = 2; workers <= 12; workers++) expect(sumBy(names, workers, addText)).toBe(alone);
    }
  });

  it('gives the same bits where another order would not', () => {
    const values = new Float32Array(27);
    createStream(5, 'values').fillUniform(values, -1e6, 1e6);
    const add = (left: number, right: number) => Math.fround(left + right);
    const alone = sumBy([...values], 1, add);
    for (let workers = 2; workers <= 27; workers++) expect(sumBy([...values], workers, add)).toBe(alone);
    expect([...values].reduce(add)).not.toBe(alone);
  });

  it('refuses to finish nothing', () => {
    expect(() => new OrderedSum(addText).finish()).toThrow('there is nothing to add up');
  });
});

describe('shareOut', () => {
  it('gives every item to one worker, in order, as evenly as whole items go, the first worker least', () => {
    for (let items = 1; items <= 20; items++) {
      for (let workers = 1; workers <= 9; workers++) {
        const shares = shareOut(items, workers);
        expect(shares.map(({ from }) => from)).toEqual([0, ...shares.slice(0, -1).map(({ to }) => to)]);
        expect(shares.at(-1)!.to).toBe(items);
        const counts = shares.map(({ from, to }) => to - from);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(counts[0]).toBe(Math.min(...counts));
      }
    }
  });
});
