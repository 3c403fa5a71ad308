/** What keys mean on every chart, beyond a slider's own. */
import type { KeyboardEvent } from 'react';

/** Enter and the space bar choose what is being read. */
export function isPickKey({ key }: KeyboardEvent): boolean {
  return key === 'Enter' || key === ' ';
}

/** Closer and farther by a factor, or back to all. */
export const ZOOM_KEYS: Readonly<Record<string, number | 'whole'>> = {
  '+': 2,
  '=': 2,
  '-': 0.5,
  '0': 'whole',
};

/** By how many rows a key goes down. */
export const ROW_KEYS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

interface CellMove {
  readonly x: number;
  readonly y: number;
}

const MOVES: Readonly<Record<string, CellMove>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** By how many cells an arrow key moves on a grid: by one, with Shift by ten. */
export function toCellMove({ key, shiftKey }: KeyboardEvent): CellMove | undefined {
  const move = MOVES[key];
  const far = shiftKey ? 10 : 1;
  return move && { x: far * move.x, y: far * move.y };
}
