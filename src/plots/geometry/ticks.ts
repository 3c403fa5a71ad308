/** Which ticks get a label: as many as stand apart: ticks are thinned until their labels no longer touch. */
import type { FormatValue } from '../types.ts';
import type { Scale } from './scale.ts';
import { estimateTextWidth } from './text.ts';

export interface Tick {
  readonly value: number;
  readonly pixel: number;
  readonly text: string;
}

const MOST_TICKS = { x: 9, y: 7 };

/** Labels on an x axis keep 1 em between them, on a y axis they are at least 1.7 em apart. */
export function layoutTicks(scale: Scale, axis: 'x' | 'y', format: FormatValue, fontPx: number): Tick[] {
  for (let count = MOST_TICKS[axis]; count > 1; count--) {
    const ticks = scale.pickTicks(count).map((value) => ({
      value,
      pixel: scale.toPixel(value),
      text: format(value),
    }));
    if (ticks.length <= MOST_TICKS[axis] + 1 && standApart(ticks, axis, fontPx)) return ticks;
  }
  return scale.domain.map((value) => ({ value, pixel: scale.toPixel(value), text: format(value) }));
}

/** The width of the widest label. */
export function measureTicks(ticks: readonly Tick[], fontPx: number): number {
  return Math.max(0, ...ticks.map((tick) => estimateTextWidth(tick.text, fontPx)));
}

function standApart(ticks: readonly Tick[], axis: 'x' | 'y', fontPx: number): boolean {
  return ticks.every((tick, i) => {
    const before = ticks[i - 1];
    if (!before) return true;
    const distance = Math.abs(tick.pixel - before.pixel);
    if (tick.text === before.text) return false;
    if (axis === 'y') return distance >= 1.7 * fontPx;
    const widths = estimateTextWidth(tick.text, fontPx) + estimateTextWidth(before.text, fontPx);
    return distance >= widths / 2 + fontPx;
  });
}
