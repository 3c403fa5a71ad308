/**
 * Text and lab: the quoted numbers are those that the lab computes, both languages quote the same ones, and
 * the text's claims and answers hold.
 */
import { describe, expect, it } from 'vitest';
import { simulateEie } from '../../src/math/eie/simulate.ts';
import { findIdleShare } from '../../src/math/eie/trace.ts';
import { holdProse } from '../../tools/lessons/prose.ts';
import { checkColumn, checkGain, checkQueue } from './lab/checks.ts';
import { PAPER_COLUMN, ROWS } from './lab/column.ts';
import { traceExample } from './lab/example.ts';
import { CHIP } from './lab/published.ts';
import { meta } from './meta.ts';
import { QUOTES } from './quotes.ts';
import results from './results.json' with { type: 'json' };

const { values } = results;

holdProse({ meta, quotes: QUOTES, results });

describe('the numbers of the prose', () => {
  it('bear out what the text says of them', () => {
    expect(values.idle1).toBeGreaterThan(2 * values.idle2);
    expect(values.idle8 - values.idle256).toBeLessThan(0.03);
    expect(values.ntIdle256).toBeGreaterThan(values.ntIdle8 - 0.05);
    // More than n times as fast, because fillers go.
    expect(values.speed64).toBeGreaterThan(CHIP.elements);
    expect(values.fill64).toBeLessThan(values.fill1);
    expect(values.ntSpeed256).toBeLessThan(256 / 3);
    expect(values.vgg6).toBeLessThan(values.vgg6Paper);
    expect(values.trainedWrong).toBeLessThan(values.draftWrong / 5);
  });

  it('show less waiting with every place in the small example’s queues', () => {
    const shares = [1, 2, 4].map((depth) => findIdleShare(traceExample(depth)));
    expect(shares[0]).toBeGreaterThan(shares[1]!);
    expect(shares[1]).toBeGreaterThan(shares[2]!);
    const sums = [1, 2, 4].map((depth) => [...traceExample(depth).at(-1)!.sums]);
    // By hand: 2·3 + 1·3 + 3·1 + 1·3 = 15 in the first row.
    expect(sums[0]![0]).toBe(15);
    expect(sums[1]).toEqual(sums[0]);
    expect(sums[2]).toEqual(sums[0]);
  });
});

describe('the exercises', () => {
  const single = (row: number) => Uint8Array.from({ length: ROWS }, (_, at) => (at === row - 1 ? 2 : 0));
  it('want a filler before a single weight: row 17 is the first that needs one', () => {
    expect(checkColumn(single(17), 1)).toMatchObject({ hasPassed: true, values: { fillers: 1 } });
    expect(checkColumn(single(16), 1).key).toBe('noFiller');
    expect(checkColumn(single(17), 2).key).toBe('noFiller');
    expect(checkColumn(PAPER_COLUMN, 1).key).toBe('tooMany');
    expect(checkColumn(new Uint8Array(ROWS), 1).key).toBe('noWeight');
  });

  it('want the shallowest queue, which is six', () => {
    const sizes = [4, 5, 6, 7].map((depth) => ({ elements: CHIP.elements, depth }));
    const { points } = simulateEie({ layers: [{ kind: 'published', name: 'alex-7' }], sizes }, () => {});
    const keys = [1, 2, 3].map((at) => checkQueue(points[at]!, points[at - 1]!).key);
    expect(keys).toEqual(['tooShallow', 'deep', 'tooDeep']);
  });

  it('want a gain with one saving off: the zero activations may go, SRAM may not', () => {
    // The first layer at nine tenths cut, on an image that moves a seventh of its columns.
    const counts = {
      weights: 235_200,
      kept: 23_520,
      entries: 23_520,
      activeShare: 0.148,
      activeEntries: 8163,
    };
    const all = { sram: true, sparse: true, shared: true, skip: true };
    expect(checkGain(counts, { ...all, skip: false }).hasPassed).toBe(true);
    expect(checkGain(counts, { ...all, sram: false }).key).toBe('tooLittle');
    expect(checkGain(counts, all).key).toBe('notOne');
  });
});
