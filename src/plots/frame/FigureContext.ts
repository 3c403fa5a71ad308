import { createContext, useContext } from 'react';

interface FigureNames {
  readonly title: string;
  readonly findingId: string;
}

/** Lets a chart's drawing point at the title and finding of the frame it stands in. */
export const FigureContext = createContext<FigureNames>({ title: '', findingId: '' });

export function useFigureNames(): FigureNames {
  return useContext(FigureContext);
}
