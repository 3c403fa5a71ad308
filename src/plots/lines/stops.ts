/** What a reader of lines can stop at. */
import type { LineLayout, PlacedPoint, PlacedSeries } from '../geometry/lines.ts';
import { findNearestIndex } from '../geometry/nearest.ts';
import { ROW_KEYS } from '../parts/keys.ts';

export interface FoundPoint {
  readonly placed: PlacedSeries;
  readonly at: PlacedPoint;
}

/** An x that has a point, with the points there from the top down. */
export interface LineStop {
  readonly value: number;
  readonly pixel: number;
  readonly found: readonly FoundPoint[];
}

/** By ascending x. */
export function findStops(layout: LineLayout): LineStop[] {
  const stops = new Map<number, { value: number; pixel: number; found: FoundPoint[] }>();
  for (const placed of layout.series) {
    for (const at of placed.points) {
      const value = at.point.x;
      const stop = stops.get(value) ?? { value, pixel: at.x, found: [] };
      stop.found.push({ placed, at });
      stops.set(value, stop);
    }
  }
  for (const stop of stops.values()) stop.found.sort((a, b) => a.at.y - b.at.y);
  return [...stops.values()].sort((a, b) => a.value - b.value);
}

/** The point above or below another, which stays where there is none; undefined for any other key. */
export function findNeighbour({ found }: LineStop, active: FoundPoint, key: string): FoundPoint | undefined {
  const step = ROW_KEYS[key];
  if (step === undefined) return undefined;
  return found[Math.min(Math.max(found.indexOf(active) + step, 0), found.length - 1)];
}

/** The point that is nearest to a height in pixels. */
export function findAtHeight({ found }: LineStop, y: number): FoundPoint | undefined {
  return found[findNearestIndex(found, ({ at }) => Math.abs(at.y - y)) ?? -1];
}
