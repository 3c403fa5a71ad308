import type { ReactNode } from 'react';
import { chinesePlotLabels } from '../../plots/labels/chinese.ts';
import { englishPlotLabels } from '../../plots/labels/english.ts';
import { PlotLabelsProvider } from '../../plots/labels/PlotLabelsProvider.tsx';
import { useLocale } from '../../ui/language/bilingual.ts';

const WORDS = { en: englishPlotLabels, zh: chinesePlotLabels } as const;

/** Charts below it speak the reader's language. */
export function PlotWords({ children }: { readonly children: ReactNode }) {
  return <PlotLabelsProvider labels={WORDS[useLocale()]}>{children}</PlotLabelsProvider>;
}
