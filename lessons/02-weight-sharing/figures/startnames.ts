/** What the starts are called and how they look, wherever they are drawn. */
import { useWords } from '../../parts/words.ts';
import type { STARTS } from '../settings.ts';

export type StartName = (typeof STARTS)[number];

const words = {
  linear: { en: 'linear', zh: '线性' },
  density: { en: 'density', zh: '密度' },
  forgy: { en: 'Forgy', zh: 'Forgy' },
  optimal: { en: 'exact optimum', zh: '精确最优' },
} as const;

export const START_VARIANTS = {
  linear: 'shared',
  density: 'retrained',
  forgy: 'pruned',
  optimal: 'dense',
} as const;
export const START_MARKERS = {
  linear: 'diamond',
  density: 'square',
  forgy: 'triangle',
  optimal: 'circle',
} as const;

/** The name of a start, or of the exact solution. */
export const useStartName = () => useWords(words);
