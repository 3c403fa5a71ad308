import type { MarkerShape } from '../palette.ts';

/** The outline of a marker around the origin, of equal visual weight for each shape. `null` for none. */
export function toMarkerPath(shape: MarkerShape, radius: number): string | null {
  const r = radius;
  switch (shape) {
    case 'none':
      return null;
    case 'circle':
      return `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`;
    case 'square': {
      const s = round(r * 0.88);
      return `M${-s},${-s}H${s}V${s}H${-s}Z`;
    }
    case 'diamond': {
      const d = round(r * 1.25);
      return `M0,${-d}L${d},0L0,${d}L${-d},0Z`;
    }
    case 'triangle': {
      const [up, side, down] = [round(r * 1.25), round(r * 1.12), round(r * 0.75)];
      return `M0,${-up}L${side},${down}H${-side}Z`;
    }
    case 'cross': {
      const c = round(r * 0.85);
      return `M${-c},${-c}L${c},${c}M${c},${-c}L${-c},${c}`;
    }
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
