import type { FilePart } from '../geometry/bars.ts';
import { VARIANT_STYLE } from '../palette.ts';
import type { Variant } from '../types.ts';

/**
 * Weights are solid, indices hatched, codebooks dotted, biases and header light: told apart without colour.
 */
const PATTERNED: readonly FilePart[] = ['indices', 'codebooks', 'biases', 'header'];

export function toPartFill(id: string, part: FilePart, variant: Variant): string {
  return part === 'weights' ? VARIANT_STYLE[variant].color : `url(#${id}${part}${variant})`;
}

/** The textures in each variant's colour. */
export function PartPatterns({ id, variants }: { id: string; variants: readonly Variant[] }) {
  return (
    <defs>
      {[...new Set(variants)].flatMap((variant) =>
        PATTERNED.map((part) => (
          <pattern
            key={`${part}${variant}`}
            id={`${id}${part}${variant}`}
            width={6}
            height={6}
            patternUnits="userSpaceOnUse"
            patternTransform={part === 'indices' ? 'rotate(45)' : undefined}
          >
            <rect width={6} height={6} style={{ fill: 'var(--plot-paper)' }} />
            <Texture part={part} color={VARIANT_STYLE[variant].color} />
          </pattern>
        )),
      )}
    </defs>
  );
}

function Texture({ part, color }: { part: FilePart; color: string }) {
  switch (part) {
    case 'indices':
      return <rect width={2.6} height={6} style={{ fill: color }} />;
    case 'codebooks':
      return <circle cx={3} cy={3} r={1.7} style={{ fill: color }} />;
    case 'biases':
      return <rect width={6} height={6} style={{ fill: color, fillOpacity: 0.35 }} />;
    default:
      return null;
  }
}
