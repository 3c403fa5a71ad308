import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { checkEight, checkMemory, checkScale } from './checks.ts';
import { compareMemory, toSaved } from './memory.ts';
import { listNumbers } from './numbers.ts';

describe('a scale for half precision', () => {
  // One is subnormal, one is lost, one is large.
  const values = Float32Array.of(2 ** -26, 2 ** -20, 0.25);
  it('is found between what is lost and what overflows', () => {
    expect(checkScale('fp16', values, 0).key).toBe('tooSmall');
    expect(checkScale('fp16', values, 12).key).toBe('scaled');
    expect(checkScale('fp16', values, 18).key).toBe('tooLarge');
    expect(checkScale('bf16', values, 12).key).toBe('otherFormat');
  });
});

describe('eight bits', () => {
  const ledger = (wrong: number) => ({ wrong }) as Ledger;
  it('are those of either format, and must have learnt', () => {
    expect(checkEight('fp16', ledger(900), null).key).toBe('notEight');
    expect(checkEight('e5m2', ledger(1900), null).key).toBe('stillWrong');
    expect(checkEight('e4m3', ledger(1100), null)).toMatchObject({ hasPassed: true, key: 'eight' });
  });
});

describe('memory', () => {
  it('is freed by large batches, and taken by a copy where a batch is small', () => {
    const savedAt = (batch: number) =>
      toSaved(compareMemory(MODEL_ZOO['lenet-5'], 'fp16', 'momentum', batch), 'mixed');
    expect(savedAt(1)).toBeLessThan(0.01);
    expect(savedAt(1000)).toBeGreaterThan(0.4);
    expect(checkMemory(savedAt(1), 1).hasPassed).toBe(false);
    expect(checkMemory(savedAt(1000), 1000).hasPassed).toBe(true);
  });
});

describe('numbers to draw', () => {
  it('are all of an 8-bit format where they are few, and never too many', () => {
    expect(listNumbers('e5m2', 1, 2)).toEqual({ values: [1, 1.25, 1.5, 1.75, 2], fractionBits: 2 });
    for (const name of ['fp16', 'bf16', 'e4m3', 'e5m2'] as const)
      expect(listNumbers(name, -2, 2).values.length).toBeLessThanOrEqual(170);
    expect(listNumbers('fp16', 1, 1 + 2 ** -8)).toMatchObject({ fractionBits: 10 });
  });
});
