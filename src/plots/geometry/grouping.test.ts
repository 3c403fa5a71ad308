import { describe, expect, it } from 'vitest';
import { layoutGrouping } from './grouping.ts';

const codes = [3, 0, 2, 1, 1, 1, 0, 3, 0, 3, 1, 0, 3, 1, 2, 2];
const layout = layoutGrouping({ width: 560, fontPx: 14, rows: 4, columns: 4, codes, cellEm: 3.4 });

describe('layoutGrouping', () => {
  it('gives every code one row, the largest on top, with its members in reading order', () => {
    expect(layout.groups.map(({ code }) => code)).toEqual([3, 2, 1, 0]);
    expect(layout.groups[0]!.members).toEqual([0, 7, 9, 12]);
    expect(layout.groups.map(({ members }) => members.length)).toEqual([4, 3, 5, 4]);
  });

  it('moves the gradients of one code onto one line, side by side', () => {
    const { members, y } = layout.groups[2]!;
    const places = members.map((at) => layout.grouped[at]!);
    expect(places.every((each) => each.y === y)).toBe(true);
    for (const [i, each] of places.entries())
      if (i > 0) expect(each.x - places[i - 1]!.x).toBeCloseTo(layout.cell.width);
  });

  it('keeps everything inside the figure, on a phone and with all weights in one group', () => {
    for (const width of [300, 330, 560])
      for (const each of [codes, new Array<number>(16).fill(0)]) {
        const placed = layoutGrouping({ width, fontPx: 14, rows: 4, columns: 4, codes: each, cellEm: 3.4 });
        for (const { x } of [...placed.weights, ...placed.gradients, ...placed.grouped])
          expect(x + placed.cell.width).toBeLessThanOrEqual(width + 1e-6);
      }
  });

  it('hides no number of a row behind another, and puts its words below it, on a phone', () => {
    const phone = layoutGrouping({ width: 326, fontPx: 14, rows: 4, columns: 4, codes, cellEm: 4.3 });
    for (const { members, words, y } of phone.groups) {
      expect(words.y).toBeGreaterThan(y + phone.cell.height);
      for (const [i, at] of members.entries())
        if (i > 0)
          expect(phone.grouped[at]!.x - phone.grouped[members[i - 1]!]!.x).toBeCloseTo(phone.cell.width);
    }
  });

  it('has room for the code beside the weight, and for each number of a row, on a wall', () => {
    const wall = layoutGrouping({
      width: 870,
      fontPx: 18,
      height: 330,
      rows: 4,
      columns: 4,
      codes,
      cellEm: 4.3,
    });
    expect(wall.isCodeBeside).toBe(true);
    expect(wall.height).toBeLessThanOrEqual(330);
    for (const { members, words, y } of wall.groups) {
      expect(words.y).toBeGreaterThan(y + wall.member.height);
      for (const [i, at] of members.entries())
        if (i > 0)
          expect(wall.grouped[at]!.x - wall.grouped[members[i - 1]!]!.x).toBeCloseTo(wall.member.width, 0);
    }
  });

  it('leaves the gradient of a pruned weight where it is', () => {
    const pruned = layoutGrouping({
      width: 560,
      fontPx: 14,
      rows: 1,
      columns: 2,
      codes: [null, 0],
      cellEm: 3,
    });
    expect(pruned.grouped[0]).toEqual(pruned.gradients[0]);
    expect(pruned.grouped[1]).not.toEqual(pruned.gradients[1]);
  });
});
