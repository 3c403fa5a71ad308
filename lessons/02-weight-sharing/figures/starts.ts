/** What the starts are called and how they look, wherever they are drawn. */
import { useWords } from '../../parts/words.ts';

const words = {
  linear: { en: 'linear', zh: '线性' },
  density: { en: 'density', zh: '密度' },
  forgy: { en: 'Forgy', zh: 'Forgy' },
  optimal: { en: 'exact optimum', zh: '精确最优' },
} as const;

export const START_LOOK = {
  linear: { variant: 'shared', dash: 'solid', marker: 'diamond' },
  density: { variant: 'retrained', dash: 'dashed', marker: 'square' },
  forgy: { variant: 'pruned', dash: 'dotted', marker: 'triangle' },
  optimal: { variant: 'dense', dash: 'dashdot', marker: 'circle' },
} as const;

/** The name of a start, or of the exact solution. */
export const useStartName = () => useWords(words);
