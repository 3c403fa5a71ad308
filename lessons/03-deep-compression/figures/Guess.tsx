import type { ReactNode } from 'react';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { Predict } from '../../../src/ui/prose/Predict.tsx';
import { RESULTS } from '../results.ts';

const ID = 'ratio';
const ASK = { initial: 8, min: 1, max: 100, step: 1, scale: 'log', unit: '×', digits: 0 } as const;

/** How many times smaller the reader thinks the file becomes, and whether that stands. */
export function useGuess(): { readonly guess: number; readonly isCommitted: boolean } {
  const [guess] = useKeptState<number | null>(`predict:${ID}:guess`, ASK.initial);
  const [isCommitted] = useKeptState(`predict:${ID}:committed`, false);
  return { guess: guess ?? ASK.initial, isCommitted };
}

export interface GuessProps {
  readonly question: ReactNode;
  /** Shown with what the lab found. */
  readonly children: ReactNode;
}

/** The lesson's opening question. The lab's own run of the recipe answers it; the next section runs it here. */
export function Guess({ question, children }: GuessProps) {
  return (
    <Predict id={ID} question={question} ask={ASK} truth={Math.round(RESULTS.arithmeticRatio)}>
      {children}
    </Predict>
  );
}
