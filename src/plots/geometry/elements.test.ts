import { describe, expect, it } from 'vitest';
import { layoutElements } from './elements.ts';

const input = { rows: 8, columns: 8, elements: 4, depth: 4 };

describe('layoutElements', () => {
  it('puts element after element beside the matrix on a wide page, and below it on a phone', () => {
    const wide = layoutElements({ ...input, width: 620, fontPx: 14, height: 300 });
    expect(wide.lines[0]!.name.x).toBeGreaterThan(wide.sums[0]!.x + wide.cell.width);
    const phone = layoutElements({ ...input, width: 326, fontPx: 14 });
    expect(phone.lines[0]!.name.y).toBeGreaterThan(phone.cells.at(-1)!.y + phone.cell.height);
  });

  it('keeps everything inside the figure, with room for words behind the queues, on phone, page and wall', () => {
    for (const [width, fontPx, height] of [
      [326, 14, undefined],
      [560, 14, 300],
      [620, 14, 260],
      [870, 18, 330],
    ] as const)
      for (const depth of [1, 2, 4]) {
        const layout = layoutElements({ ...input, depth, width, fontPx, height });
        for (const { x, y } of [...layout.cells, ...layout.sums]) {
          expect(x + layout.cell.width).toBeLessThanOrEqual(width);
          expect(y + layout.cell.height).toBeLessThanOrEqual(layout.height + 1e-6);
        }
        for (const { queue, work } of layout.lines) {
          expect(queue.at(-1)!.x + layout.slot.width).toBeLessThanOrEqual(work.x);
          expect(work.x + 5 * fontPx).toBeLessThanOrEqual(width);
        }
      }
  });

  it('fits the height that the page gives, beside the matrix', () => {
    for (const [width, fontPx, height] of [
      [620, 14, 260],
      [870, 18, 300],
    ] as const)
      expect(layoutElements({ ...input, width, fontPx, height }).height).toBeLessThanOrEqual(height);
  });

  it('lets no line of an element cover the next', () => {
    const { lines, slot } = layoutElements({ ...input, width: 620, fontPx: 14, height: 240 });
    lines.slice(1).forEach((line, at) => {
      expect(line.queue[0]!.y - lines[at]!.queue[0]!.y).toBeGreaterThanOrEqual(slot.height);
    });
  });
});
