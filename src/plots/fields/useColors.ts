import { type RefObject, useLayoutEffect, useState } from 'react';
import { type ColorTable, createDivergingTable, createSequentialTable, type Rgb } from '../geometry/color.ts';
import { VARIANT_STYLE } from '../palette.ts';
import { readColor } from '../parts/ink.ts';
import { useThemeVersion } from '../parts/useTheme.ts';
import type { Variant } from '../types.ts';

export interface FieldColors {
  readonly ink: Rgb;
  readonly paper: Rgb;
  readonly text: Rgb;
  readonly muted: Rgb;
  readonly accent: Rgb;
  /** From blue for negative weights over the paper to orange for positive ones. */
  readonly diverging: ColorTable;
  /** From black for minus to white for plus, in every theme. */
  readonly signs: ColorTable;
  /** From the paper to the variant's colour. */
  readonly sequential: ColorTable;
}

/** The theme's colours as numbers, read again when the theme changes. Undefined before the first layout. */
export function useColors(ref: RefObject<HTMLElement | null>, variant: Variant): FieldColors | undefined {
  const [colors, setColors] = useState<FieldColors>();
  const theme = useThemeVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides what the colours are
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const read = (color: string) => readColor(element, color);
    const ink = read(VARIANT_STYLE[variant].color);
    const paper = read('var(--plot-paper)');
    setColors({
      ink,
      paper,
      text: read('var(--plot-text)'),
      muted: read('var(--plot-muted)'),
      accent: read('var(--plot-accent)'),
      diverging: createDivergingTable(read('var(--plot-retrained)'), paper, read('var(--plot-pruned)')),
      signs: createDivergingTable(read('#000'), read('#888'), read('#fff')),
      sequential: createSequentialTable(paper, ink),
    });
  }, [ref, variant, theme]);
  return colors;
}
