import { describe, expect, it } from 'vitest';
import { ledgers } from '../gallery/samples.ts';
import type { LedgerEntry } from './bars.ts';
import { layoutLedger, writeMeasure } from './bars.ts';
import { findTop, layoutProbabilities } from './probabilities.ts';

const partNames = {
  header: 'header',
  weights: 'weights',
  indices: 'indices',
  codebooks: 'codebooks',
  biases: 'biases',
};
const entries: readonly LedgerEntry[] = [
  { id: 'dense', label: 'dense', variant: 'dense', ledger: ledgers.dense },
  { id: 'pruned', label: 'pruned', variant: 'pruned', ledger: ledgers.pruned },
];

describe('layoutLedger', () => {
  const layout = layoutLedger({
    width: 602,
    fontPx: 14,
    entries,
    measures: ['nonZeros', 'macs', 'latency', 'wrong'],
    partNames,
  });

  it('draws a byte as long in every bar', () => {
    const [dense, pruned] = layout.files;
    const length = (bar: typeof dense) => bar!.segments.reduce((sum, segment) => sum + segment.width, 0);
    expect(length(dense)).toBeCloseTo(600, 6);
    expect(length(pruned)).toBeCloseTo((600 * ledgers.pruned.fileBytes) / ledgers.dense.fileBytes, 6);
    const indices = pruned!.segments.find((segment) => segment.part === 'indices');
    expect(indices!.width).toBeCloseTo((600 * ledgers.pruned.fileParts.indices) / ledgers.dense.fileBytes, 6);
  });

  it('joins the parts of a file end to end', () => {
    for (const { segments } of layout.files) {
      for (const [i, segment] of segments.entries()) {
        const before = segments[i - 1];
        expect(segment.x).toBeCloseTo(before ? before.x + before.width : 0, 9);
      }
    }
  });

  it('says how many times smaller a file is than the first', () => {
    expect(layout.files.map((each) => each.factor)).toEqual([
      1,
      ledgers.dense.fileBytes / ledgers.pruned.fileBytes,
    ]);
    expect(layout.reference.x).toBe(600);
  });

  it('puts the 95th percentile beyond the median on one scale', () => {
    const latency = layout.measures.find((each) => each.measure === 'latency')!;
    for (const [i, bar] of latency.bars.entries()) {
      const { median, p95 } = entries[i]!.ledger.latencyMs;
      expect((bar.tick! - bar.x) / bar.width).toBeCloseTo(p95 / median, 9);
    }
  });

  it('writes a time that scatters as a span', () => {
    const latencyMs = { median: 0.1, p95: 0.4, n: 9 };
    expect(writeMeasure('latency', { ...entries[0]!.ledger, latencyMs })).toBe(
      '0.100\u00a0ms – 0.400\u00a0ms',
    );
    expect(writeMeasure('latency', entries[0]!.ledger)).not.toContain('–');
  });

  it('stacks measures in one column on a narrow page', () => {
    const narrow = layoutLedger({ width: 320, fontPx: 14, entries, measures: ['macs', 'wrong'], partNames });
    expect(narrow.measures[0]!.x).toBe(narrow.measures[1]!.x);
    expect(narrow.measures[1]!.y).toBeGreaterThan(narrow.measures[0]!.bars.at(-1)!.y);
    for (const { bars } of narrow.measures)
      for (const bar of bars) expect(bar.x + bar.width).toBeLessThan(320);
  });

  it('sets names above their bars where they are too long to stand beside them', () => {
    const long = entries.map((each) => ({ ...each, label: 'pruned twice and then retrained' }));
    const narrow = layoutLedger({ width: 320, fontPx: 14, entries: long, measures: ['macs'], partNames });
    const { bars } = narrow.measures[0]!;
    for (const bar of bars) {
      expect(bar.name.x).toBeGreaterThanOrEqual(0);
      expect(bar.name.y).toBeLessThan(bar.y - 14 * 0.7);
    }
    expect(bars[1]!.name.y - bars[0]!.y).toBeGreaterThanOrEqual(14);
  });

  it('draws an empty ledger', () => {
    const none = layoutLedger({ width: 320, fontPx: 14, entries: [], measures: [], partNames });
    expect(Number.isFinite(none.height)).toBe(true);
  });
});

describe('layoutProbabilities', () => {
  const classes = ['0', '1', '2'];
  const layout = layoutProbabilities({
    width: 400,
    fontPx: 14,
    classes,
    models: [
      { id: 'a', label: 'dense', variant: 'dense', probabilities: [0.1, 0.2, 0.7] },
      { id: 'b', label: 'pruned', variant: 'pruned', probabilities: undefined },
    ],
  });

  it('draws bars in proportion and marks the answer', () => {
    const [first] = layout.columns;
    expect(first!.bars[2]!.width / first!.bars[0]!.width).toBeCloseTo(7, 9);
    expect(first!.bars.map((bar) => bar.isTop)).toEqual([false, false, true]);
  });

  it('keeps columns apart and inside the page', () => {
    const [first, second] = layout.columns;
    expect(first!.x + first!.bars[2]!.width / 0.7).toBeLessThan(second!.x);
    expect(second!.bars).toEqual([]);
  });

  it('finds the first of equal answers', () => {
    expect(findTop([0.5, 0.5])).toBe(0);
    expect(findTop(undefined)).toBe(-1);
  });
});
