import type { ReactNode } from 'react';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { Predict } from '../../../src/ui/prose/Predict.tsx';
import { useGuessTruth } from '../lab/guess.ts';
import { GUESSES } from '../lab/truth.ts';

const ID = 'values';
const ASK = { options: GUESSES.map((values) => ({ id: String(values), label: String(values) })) };

export interface GuessState {
  /** Null before the reader has touched the question. */
  readonly guess: number | null;
  readonly isCommitted: boolean;
  readonly truth: number | null;
}

/** The reader's guess, and what the lab found. */
export function useGuess(): GuessState {
  const [guess] = useKeptState<string | null>(`predict:${ID}:guess`, null);
  const [isCommitted] = useKeptState(`predict:${ID}:committed`, false);
  const truth = useGuessTruth();
  return {
    guess: guess === null ? null : Number(guess),
    isCommitted,
    truth: truth === undefined ? null : Number(truth),
  };
}

export interface GuessProps {
  readonly question: ReactNode;
  /** Shown with what was measured. */
  readonly children: ReactNode;
}

/** The lesson's opening question. */
export function Guess({ question, children }: GuessProps) {
  return (
    <Predict id={ID} question={question} ask={ASK} truth={useGuessTruth()}>
      {children}
    </Predict>
  );
}
