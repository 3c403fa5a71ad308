/**
 * Where a histogram's name goes: right of the place where its outline stands out from the others, above all
 * outlines that are near, with a short stroke to it; names that would touch move up.
 */
import { type Histogram, toBinEdge } from '../../math/histogram.ts';
import type { Scale } from './scale.ts';
import { estimateTextWidth } from './text.ts';

export interface NamePlace {
  /** Left end of the text, and its middle. */
  readonly x: number;
  readonly y: number;
  readonly leader: string;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

export function placeNames(
  series: readonly { readonly label: string }[],
  counted: readonly Histogram[],
  x: Scale,
  y: Scale,
  right: number,
  fontPx: number,
): NamePlace[] {
  const anchors = counted.map((_, i) => findAnchor(counted, i, x, y));
  // From the outermost in: those find their place lowest.
  const order = series.map((_, i) => i).sort((a, b) => anchors[b]!.x - anchors[a]!.x || a - b);
  const boxes: Box[] = [];
  const places = new Array<NamePlace>(series.length);
  for (const i of order) {
    const anchor = anchors[i]!;
    const width = estimateTextWidth(series[i]!.label, fontPx);
    const left = Math.max(0, Math.min(anchor.x + 1.3 * fontPx, right - width));
    const box = { left, right: left + width, y: 0 };
    const ceiling = findCeiling(counted, x, y, box.left - 0.3 * fontPx, box.right + 0.3 * fontPx);
    let middle = Math.min(anchor.y - 0.7 * fontPx, ceiling - 0.8 * fontPx);
    for (const other of [...boxes].sort((a, b) => b.y - a.y)) {
      const overlaps = other.left < box.right + 0.5 * fontPx && other.right > box.left - 0.5 * fontPx;
      if (overlaps && Math.abs(other.y - middle) < 1.3 * fontPx) middle = other.y - 1.3 * fontPx;
    }
    boxes.push({ ...box, y: middle });
    const from = `${round(left - 0.25 * fontPx)},${round(middle)}`;
    places[i] = { x: left, y: round(middle), leader: `M${from}L${round(anchor.x)},${round(anchor.y)}` };
  }
  return places;
}

/** The highest point of any outline between two pixels. */
function findCeiling(counted: readonly Histogram[], x: Scale, y: Scale, from: number, to: number): number {
  let highest = y.range[0];
  for (const { counts, min, max } of counted) {
    const limits = { min, max, bins: counts.length };
    for (const [bin, count] of counts.entries()) {
      const isNear = x.toPixel(toBinEdge(limits, bin + 1)) > from && x.toPixel(toBinEdge(limits, bin)) < to;
      if (isNear) highest = Math.min(highest, y.toPixel(count));
    }
  }
  return highest;
}

/**
 * The bin right of zero where this outline is highest above all others; where it is so nowhere, the one where
 * it differs most from them.
 */
function findAnchor(
  counted: readonly Histogram[],
  which: number,
  x: Scale,
  y: Scale,
): { x: number; y: number } {
  const own = counted[which]!;
  const bins = own.counts.length;
  const ground = y.range[0];
  let best = { x: x.toPixel(own.max / 3), y: ground, score: Number.NEGATIVE_INFINITY };
  for (let bin = bins / 2; bin < bins; bin++) {
    if (own.counts[bin] === 0) continue;
    const pixel = y.toPixel(own.counts[bin]!);
    const gaps = counted.filter((_, i) => i !== which).map((each) => y.toPixel(each.counts[bin]!) - pixel);
    const above = Math.min(ground - pixel, ...gaps);
    const apart = Math.min(ground - pixel, ...gaps.map(Math.abs));
    // Level with the next within two pixels is not above it.
    const score = (above > 2 ? Math.min(above, 60) : apart * 0.02) + (ground - pixel) * 0.03;
    if (score > best.score) {
      const middle = toBinEdge({ min: own.min, max: own.max, bins }, bin + 0.5);
      best = { x: x.toPixel(middle), y: pixel, score };
    }
  }
  return { x: best.x, y: best.y };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
