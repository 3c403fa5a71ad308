import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEntries, dealColumns, multiplyDealt } from './columns.ts';
import { runEie } from './machine.ts';
import { findIdleShare, traceEie } from './trace.ts';

const cases = fc.record({
  rows: fc.integer({ min: 1, max: 24 }),
  elements: fc.integer({ min: 1, max: 5 }),
  depth: fc.integer({ min: 1, max: 4 }),
  codes: fc.array(fc.constantFrom(0, 0, 0, 1, 2, 7), { minLength: 30, maxLength: 60 }),
  inputs: fc.array(fc.constantFrom(0, 0, 1, -2, 3), { minLength: 1, maxLength: 8 }),
});
const table = Int16Array.from({ length: 16 }, (_, code) => 3 * code);

describe('a traced run', () => {
  it('takes the cycles of the machine that counts, is as idle, and ends at the plain product', () => {
    fc.assert(
      fc.property(cases, ({ rows, elements, depth, codes: drawn, inputs: given }) => {
        const inputs = Int16Array.from(given);
        const codes = Uint8Array.from({ length: rows * inputs.length }, (_, at) => drawn[at % drawn.length]!);
        const matrix = dealColumns(codes, rows, elements);
        const trace = traceEie(matrix, table, inputs, depth);
        const active = [...inputs.keys()].filter((at) => inputs[at] !== 0);
        const run = runEie(countEntries(matrix, active), elements, depth);
        expect(trace.length).toBe(run.cycles);
        expect(findIdleShare(trace)).toBeCloseTo(run.idleShare, 12);
        if (trace.length > 0)
          expect([...trace.at(-1)!.sums]).toEqual([...multiplyDealt(matrix, table, inputs)]);
        for (const { queues } of trace)
          for (const queue of queues) expect(queue.length).toBeLessThanOrEqual(depth);
      }),
    );
  });

  it('by hand: with one place in each queue, the second column waits for the slower element', () => {
    // Column 0: element 0 has one entry, element 1 has two; column 1 the other way round.
    const codes = Uint8Array.of(1, 1, 0, 1, 1, 1, 1, 0);
    const trace = traceEie(dealColumns(codes, 4, 2), [0, 5], [1, 1], 1);
    expect(trace.map(({ sent }) => sent)).toEqual([0, null, 1, null]);
    expect(trace.map(({ work }) => work.map(({ kind }) => kind))).toEqual([
      ['entry', 'entry'],
      ['idle', 'entry'],
      ['entry', 'entry'],
      ['entry', 'idle'],
    ]);
    expect(traceEie(dealColumns(codes, 4, 2), [0, 5], [1, 1], 2)).toHaveLength(3);
  });
});
