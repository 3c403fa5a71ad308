/**
 * A question of the text that a figure reads too: what the reader has guessed, whether that stands, and what
 * was measured.
 */
import type { ReactNode } from 'react';
import type { NumberAsk, OptionAsk, PredictAsk } from '../../../src/ui/prose/guess.ts';
import { Predict } from '../../../src/ui/prose/Predict.tsx';
import { useGuess } from '../../../src/ui/prose/useGuess.ts';

export interface GuessState<T> {
  /** Null before the reader has chosen one of several. */
  readonly guess: T | null;
  /** The guess stands, and what answers it may be seen. */
  readonly isOpen: boolean;
  /** Undefined while it is being measured. */
  readonly truth: T | undefined;
}

export interface GuessProps {
  readonly question: ReactNode;
  /** Shown with what was measured, and hidden until then. */
  readonly children?: ReactNode;
}

export interface Prediction<T> {
  readonly Guess: (props: GuessProps) => ReactNode;
  readonly useGuess: () => GuessState<T>;
}

export function definePrediction(
  id: string,
  ask: OptionAsk,
  useTruth: () => string | undefined,
): Prediction<string>;
export function definePrediction(
  id: string,
  ask: NumberAsk,
  useTruth: () => number | undefined,
): Prediction<number>;
export function definePrediction(
  id: string,
  ask: PredictAsk,
  useTruth: () => string | number | undefined,
): Prediction<string> | Prediction<number> {
  const prediction: Prediction<string | number> = {
    Guess: ({ question, children }) => (
      <Predict id={id} question={question} ask={ask} truth={useTruth()}>
        {children}
      </Predict>
    ),
    useGuess: () => {
      const { guess, isOpen } = useGuess(id, ask);
      return { guess, isOpen, truth: useTruth() };
    },
  };
  // The overloads say which of the two the ask makes it.
  return prediction as Prediction<string> | Prediction<number>;
}
