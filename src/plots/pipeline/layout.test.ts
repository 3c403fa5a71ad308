import { describe, expect, it } from 'vitest';
import { estimateTextWidth } from '../geometry/text.ts';
import { layoutPipeline, type PipelineStage } from './layout.ts';

const partNames = {
  header: 'header',
  weights: 'weights',
  indices: 'indices',
  codebooks: 'codebooks',
  biases: 'biases',
};
const none = { header: 0, weights: 0, indices: 0, codebooks: 0, biases: 0 };
const stages: readonly PipelineStage[] = [
  {
    id: 'dense',
    label: 'dense',
    variant: 'dense',
    bytes: 1_000_000,
    parts: { ...none, weights: 990_000, biases: 10_000 },
  },
  {
    id: 'pruned',
    label: 'pruned',
    variant: 'pruned',
    bytes: 250_000,
    parts: { ...none, weights: 150_000, indices: 100_000 },
    note: 'nine weights in ten are gone, and each of those that are left has to say where it stands',
  },
  { id: 'shared', label: 'shared', variant: 'shared', bytes: null },
  { id: 'coded', label: 'coded', variant: 'accent', bytes: 10_000 },
];
const layout = (width: number) => layoutPipeline({ width, fontPx: 14, stages, partNames });

describe('the shrinking file', () => {
  const { boxes, bands, parts, height } = layout(560);

  it('draws bytes as areas', () => {
    const [dense, pruned, , coded] = boxes;
    expect((dense!.side / pruned!.side) ** 2).toBeCloseTo(4, 9);
    expect((dense!.side / coded!.side) ** 2).toBeCloseTo(100, 9);
    expect(coded!.factor).toBe(100);
    expect(dense!.factor).toBeNull();
  });

  it('fills a square with its parts', () => {
    const pruned = boxes[1]!;
    expect(pruned.strips.map(({ part }) => part)).toEqual(['weights', 'indices']);
    expect(pruned.strips.reduce((sum, strip) => sum + strip.height, 0)).toBeCloseTo(pruned.side, 9);
    expect(parts.map(({ part }) => part)).toEqual(['weights', 'indices', 'biases']);
  });

  it('joins only stages that are known', () => {
    expect(bands.map(({ id }) => id)).toEqual(['pruned']);
    expect(boxes[2]!.strips).toEqual([]);
    const apart = stages.map((stage) => ({ ...stage, isApart: true }));
    expect(layoutPipeline({ width: 560, fontPx: 14, stages: apart, partNames }).bands).toEqual([]);
  });

  it.each([300, 560, 1100])('keeps boxes and words apart at %i pixels', (width) => {
    const rows = layout(width).boxes;
    for (const [i, box] of rows.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.side).toBeLessThan(box.text.x);
      const next = rows[i + 1];
      if (next === undefined) continue;
      expect(box.y + box.side).toBeLessThanOrEqual(next.y);
      expect(box.text.y + (1 + box.notes.length) * 1.35 * 14).toBeLessThan(next.text.y);
    }
  });

  it('is as high as what is in it', () => {
    for (const box of boxes) expect(box.y + box.side).toBeLessThan(height);
  });
});

describe('a pipeline in a low place', () => {
  it('stands side by side, every stage named, within the height', () => {
    const low = layoutPipeline({ width: 700, fontPx: 13, height: 210, stages, partNames });
    expect(low.height).toBeLessThanOrEqual(211);
    const tops = low.boxes.map(({ text }) => text.y);
    expect(new Set(tops).size).toBe(1);
    for (const { x, side } of low.boxes) expect(x + side).toBeLessThanOrEqual(700);
    const names = ['as trained', 'pruned', 'weights shared', 'Huffman codes', 'arithmetic codes'];
    const named = names.map((label, at): PipelineStage => {
      return { id: label, label, variant: 'accent', bytes: 1_000_000 / (at + 1) };
    });
    const wall = layoutPipeline({ width: 848, fontPx: 18, height: 170, stages: named, partNames });
    for (const [at, { text }] of wall.boxes.entries())
      expect(text.x + estimateTextWidth(names[at]!, 18)).toBeLessThan(wall.boxes[at + 1]?.text.x ?? 848);
  });
});
