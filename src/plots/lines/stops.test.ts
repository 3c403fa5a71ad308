import { expect, it } from 'vitest';
import { layoutLines } from '../geometry/lines.ts';
import { type FoundPoint, findAtHeight, findNeighbour, findStops } from './stops.ts';

const stops = findStops(
  layoutLines({
    width: 720,
    fontPx: 14,
    series: [
      {
        id: 'low',
        label: 'low',
        variant: 'dense',
        points: [
          { x: 0, y: 1 },
          { x: 2, y: 1 },
        ],
      },
      {
        id: 'high',
        label: 'high',
        variant: 'pruned',
        points: [
          { x: 0, y: 9 },
          { x: 1, y: 9 },
        ],
      },
    ],
    x: { label: 'x' },
    y: { label: 'y' },
    references: [],
    aspect: 0.5,
  }),
);
const first = stops[0]!;
const toId = (found: FoundPoint | undefined) => found?.placed.series.id;

it('stops at each x once, its points from the top down', () => {
  expect(stops.map(({ value }) => value)).toEqual([0, 1, 2]);
  expect(stops.map(({ found }) => found.map(toId))).toEqual([['high', 'low'], ['high'], ['low']]);
});

it('goes from a point to the one above or below, and no further', () => {
  const [high, low] = first.found as [FoundPoint, FoundPoint];
  expect(toId(findNeighbour(first, high, 'ArrowDown'))).toBe('low');
  expect(toId(findNeighbour(first, low, 'ArrowDown'))).toBe('low');
  expect(toId(findNeighbour(first, low, 'ArrowUp'))).toBe('high');
  expect(findNeighbour(first, high, 'ArrowRight')).toBeUndefined();
});

it('finds the point nearest to a height', () => {
  const [high, low] = first.found as [FoundPoint, FoundPoint];
  expect(toId(findAtHeight(first, high.at.y + 3))).toBe('high');
  expect(toId(findAtHeight(first, low.at.y - 3))).toBe('low');
});
