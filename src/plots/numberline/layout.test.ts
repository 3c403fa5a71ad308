import { expect, it } from 'vitest';
import { layoutNumberLine } from './layout.ts';

const row = (values: number[]) => ({ id: 'row', label: 'row', variant: 'dense' as const, values });
const layout = layoutNumberLine({
  width: 418,
  fontPx: 10,
  rows: [row([0, 0.5, 1]), row([0.1, 0.9])],
  domain: [0, 1],
  format: String,
  at: 0.4,
});

it('puts a mark at each value, and a value on the nearest mark of each row', () => {
  expect(layout.area).toMatchObject({ left: 9, right: 409 });
  expect(layout.rows[0]!.marks.match(/M([\d.]+)/g)).toEqual(['M9.0', 'M209.0', 'M409.0']);
  expect(layout.at).toBeCloseTo(169, 9);
  expect(layout.rows.map(({ nearest }) => Math.round(nearest!))).toEqual([209, 49]);
});

it('keeps rows apart within the height that it is given', () => {
  const { rows, height } = layoutNumberLine({
    width: 300,
    fontPx: 10,
    height: 200,
    rows: [row([0]), row([1])],
    domain: [0, 1],
    format: String,
  });
  expect(height).toBe(200);
  expect(rows[1]!.y - rows[0]!.y).toBeGreaterThan(70);
  expect(rows[0]!.nearest).toBeUndefined();
});
