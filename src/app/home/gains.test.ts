import { describe, expect, it } from 'vitest';
import type { SavedRunSummary } from '../../state/savedstate.ts';
import type { LessonMeta } from '../../ui/lesson/meta.ts';
import { findOwn, toLabGain } from './gains.ts';

const toRun = (name: string, savedAt: number, ledger: object): SavedRunSummary =>
  ({
    name,
    savedAt,
    ledger: { tested: 10_000, wrong: 150, denseFileBytes: 1000, latencyMs: { median: 0.2 }, ...ledger },
  }) as unknown as SavedRunSummary;

describe("the reader's own run", () => {
  const runs = [
    toRun('lesson-13-run', 4, { fileBytes: 10 }),
    toRun('lesson-03-draft', 3, { fileBytes: 1000 }),
    toRun('lesson-03-pipeline', 2, { fileBytes: 40, speed: { best: { median: 0.05 } } }),
    toRun('lesson-03-pipeline', 1, { fileBytes: 30 }),
  ];

  it('is the newest of its lesson whose file got smaller', () => {
    expect(findOwn('03-deep-compression', runs)).toEqual({
      ranAt: 2,
      tested: 10_000,
      changes: {
        fileBytes: { before: 1000, after: 40 },
        latencyMs: { before: 0.2, after: 0.05 },
        energyPj: null,
        wrong: { before: null, after: 150 },
      },
    });
    expect(findOwn('01-magnitude-pruning', runs)).toBeNull();
  });

  it('has the energy that its ledger estimates, beside that of every weight as a float', () => {
    const energy = { arithmeticPj: 460, memoryPj: 50, memory: 'sram' };
    const run = toRun('lesson-03-pipeline', 1, { fileBytes: 30, macs: 1000, energy });
    // 1,000 x (3.7 + 0.9), and 250 reads of 32 bits at 5.
    const change = findOwn('03-deep-compression', [run])!.changes.energyPj!;
    expect(change.before).toBeCloseTo(5850, 6);
    expect(change.after).toBe(510);
  });

  it('has no time where the clock could not tell', () => {
    const run = toRun('lesson-03-pipeline', 1, { fileBytes: 30, speed: { best: { median: 0 } } });
    expect(findOwn('03-deep-compression', [run])?.changes.latencyMs).toBeNull();
  });
});

describe("the lab's results", () => {
  const meta = {
    gain: { what: { en: 'a', zh: '甲' }, keys: { fileBytes: ['dense', 'cut'], wrong: ['few', 'more'] } },
  } as unknown as LessonMeta;

  it('are read by the keys that the lesson names; the rest is not measured', () => {
    expect(toLabGain(meta, { dense: 1000, cut: 90, few: 137, more: 386, tested: 10_000 })).toEqual({
      ranAt: null,
      tested: 10_000,
      changes: {
        fileBytes: { before: 1000, after: 90 },
        latencyMs: null,
        energyPj: null,
        wrong: { before: 137, after: 386 },
      },
    });
  });

  it('are nothing before they have arrived', () => {
    expect(toLabGain(meta, undefined)).toBeNull();
  });
});
