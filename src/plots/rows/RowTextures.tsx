import { VARIANT_STYLE } from '../palette.ts';
import type { Variant } from '../types.ts';

/** The first part is solid, the second dotted, the third hatched: told apart without colour. */
const TEXTURED = 2;

/** @param at of the part, from 0 */
export function toFill(id: string, at: number, variant: Variant): string {
  return at === 0 ? VARIANT_STYLE[variant].color : `url(#${id}${Math.min(at, TEXTURED)}${variant})`;
}

/** The textures in each variant's colour. */
export function RowTextures({
  id,
  variants,
}: {
  readonly id: string;
  readonly variants: readonly Variant[];
}) {
  return (
    <defs>
      {[...new Set(variants)].map((variant) => {
        const { color } = VARIANT_STYLE[variant];
        const common = { width: 6, height: 6, patternUnits: 'userSpaceOnUse' };
        return [
          <pattern key={`1${variant}`} id={`${id}1${variant}`} {...common}>
            <rect width={6} height={6} style={{ fill: 'var(--plot-paper)' }} />
            <circle cx={3} cy={3} r={1.7} style={{ fill: color }} />
          </pattern>,
          <pattern key={`2${variant}`} id={`${id}2${variant}`} {...common} patternTransform="rotate(45)">
            <rect width={6} height={6} style={{ fill: 'var(--plot-paper)' }} />
            <rect width={2.6} height={6} style={{ fill: color }} />
          </pattern>,
        ];
      })}
    </defs>
  );
}
