/**
 * One colour, dash and marker per model variant, the same in every chart. Colours are custom properties of
 * the theme (frame/tokens.module.css gives their fallbacks); dash and marker carry the same news to readers
 * who see no colour.
 */
import type { LineSeries } from './geometry/lines.ts';
import type { Variant } from './types.ts';

export type Dash = NonNullable<LineSeries['dash']>;
export type MarkerShape = NonNullable<LineSeries['marker']>;

interface VariantStyle {
  readonly color: string;
  readonly dash: Dash;
  readonly marker: MarkerShape;
}

export const VARIANT_STYLE: Readonly<Record<Variant, VariantStyle>> = {
  dense: { color: 'var(--plot-dense)', dash: 'dashed', marker: 'circle' },
  pruned: { color: 'var(--plot-pruned)', dash: 'solid', marker: 'triangle' },
  retrained: { color: 'var(--plot-retrained)', dash: 'solid', marker: 'square' },
  shared: { color: 'var(--plot-shared)', dash: 'dashdot', marker: 'diamond' },
  quantized: { color: 'var(--plot-quantized)', dash: 'dotted', marker: 'cross' },
  distilled: { color: 'var(--plot-distilled)', dash: 'dashed', marker: 'diamond' },
  accent: { color: 'var(--plot-accent)', dash: 'solid', marker: 'circle' },
  muted: { color: 'var(--plot-muted)', dash: 'dotted', marker: 'none' },
};

/** The SVG dash array, in multiples of the line's width. */
export const DASH_ARRAY: Readonly<Record<Dash, readonly number[]>> = {
  solid: [],
  dashed: [4, 2.5],
  dotted: [0.1, 2.2],
  dashdot: [5, 2.2, 0.1, 2.2],
};
