import { extent } from 'd3-array';
import { line } from 'd3-shape';
import { createScale } from '../geometry/scale.ts';
import { VARIANT_STYLE } from '../palette.ts';
import type { Variant } from '../types.ts';

/** A word-sized line in running text. */
export interface SparkProps {
  readonly values: ArrayLike<number>;
  readonly label: string;
  readonly variant?: Variant | undefined;
  readonly domain?: readonly [number, number] | undefined;
}

const [WIDTH, HEIGHT] = [60, 16];

/** A word-sized line in running text. */
export function Spark({ values, label, variant = 'accent', domain }: SparkProps) {
  const list = Array.from(values);
  const [low, high] = domain ?? extent(list.filter(Number.isFinite));
  const x = createScale('linear', [0, Math.max(1, list.length - 1)], [1, WIDTH - 2]);
  const y = createScale('linear', [low ?? 0, high === low ? (low ?? 0) + 1 : (high ?? 1)], [HEIGHT - 2, 2]);
  const draw = line<number>()
    .defined(Number.isFinite)
    .x((_, i) => x.toPixel(i))
    .y((value) => y.toPixel(value))
    .digits(1);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      style={{ width: '3.75em', height: '1em', verticalAlign: '-0.15em' }}
    >
      <path
        d={draw(list) ?? ''}
        style={{
          fill: 'none',
          stroke: VARIANT_STYLE[variant].color.replace('--plot-', '--fw-'),
          strokeWidth: 1.6,
          strokeLinejoin: 'round',
        }}
      />
    </svg>
  );
}
