import { expect, it } from 'vitest';
import { layoutRows } from './layout.ts';

const parts = ['first', 'second'].map((id) => ({ id, label: id }));
const row = (id: string, ...values: number[]) => ({ id, label: id, variant: 'dense' as const, values });
const common = { width: 400, fontPx: 10, parts, format: String, reference: undefined };
const rows = [row('a', 30, 10), row('b', 5, 15)];

it('makes bars as long as their values, parts one behind the other', () => {
  const layout = layoutRows({ ...common, rows, scale: 'length' });
  const width = layout.area.right - layout.area.left;
  const [a, b] = layout.rows.map(({ segments }) => segments.map((each) => each.width / width));
  expect(a![0]).toBeCloseTo(0.75, 9);
  expect(a![1]).toBeCloseTo(0.25, 9);
  expect(b![0]).toBeCloseTo(0.125, 9);
  expect(layout.rows[1]!.segments[1]!.x).toBeCloseTo(layout.area.left + 0.125 * width, 9);
  expect(layout.rows[1]!.end).toBeCloseTo(layout.area.left + 0.5 * width, 9);
  expect(layout.rows.map(({ text }) => text)).toEqual(['40', '20']);
});

it('shows shares of bars that are equally long', () => {
  const layout = layoutRows({ ...common, rows, scale: 'share' });
  const width = layout.area.right - layout.area.left;
  expect(layout.rows.map(({ segments }) => segments[0]!.width / width)).toEqual([0.75, 0.25]);
  expect(layout.rows.map(({ end }) => end)).toEqual([layout.area.right, layout.area.right]);
});

it('puts points at equal steps for equal factors on a logarithmic axis', () => {
  const tens = [row('a', 1), row('b', 10), row('c', 100)];
  const layout = layoutRows({ ...common, parts: parts.slice(0, 1), rows: tens, scale: 'log' });
  const [a, b, c] = layout.rows.map(({ segments }) => segments[0]!.x);
  expect(b! - a!).toBeCloseTo(c! - b!, 9);
  expect(b! - a!).toBeGreaterThan(100);
  const empty = layoutRows({ ...common, rows: [...tens, row('none', 0)], scale: 'log', from: 1 }).rows[3]!;
  expect(empty.segments).toEqual([]);
});

it('takes a limit beyond all bars into its axis, and keeps to the height that it is given', () => {
  const reference = { value: 80, label: 'limit' };
  const layout = layoutRows({ ...common, rows, scale: 'length', reference, height: 115 });
  expect(layout.reference!.x).toBeCloseTo(layout.area.right, 9);
  expect(layout.height).toBeLessThanOrEqual(115);
  const tall = layoutRows({ ...common, rows, scale: 'length', height: 190 });
  expect(tall.rows[1]!.y - tall.rows[0]!.y).toBeGreaterThan(layout.rows[1]!.y - layout.rows[0]!.y);
});

it('sets long names above their bars', () => {
  const long = [{ ...row('a', 1), label: 'a name that takes more than a third of the page' }];
  const layout = layoutRows({ ...common, rows: long, scale: 'length' });
  expect(layout.rows[0]!.name.anchor).toBe('start');
  expect(layout.rows[0]!.name.y).toBeLessThan(layout.rows[0]!.y - layout.barHeight / 2);
});
