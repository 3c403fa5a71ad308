import { createContext, type ReactNode, useContext } from 'react';
import { englishPlotLabels } from './english.ts';
import type { PlotLabels } from './PlotLabels.ts';

const PlotLabelsContext = createContext<PlotLabels>(englishPlotLabels);

/** Gives all charts below it their words. */
export function PlotLabelsProvider({ labels, children }: { labels: PlotLabels; children: ReactNode }) {
  return <PlotLabelsContext value={labels}>{children}</PlotLabelsContext>;
}

export function usePlotLabels(): PlotLabels {
  return useContext(PlotLabelsContext);
}
