import type { ReactNode } from 'react';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { Predict } from '../../../src/ui/prose/Predict.tsx';
import { toFullCount } from '../../parts/wrong.ts';
import { findLevelAt } from '../cliff.ts';
import { useCutCurve } from '../lab/curve.ts';
import { ALLOWED } from '../quotes.ts';
import { useCut } from '../settings.ts';

const ID = 'delete';
const ASK = { initial: 0.3, min: 0, max: 0.99, step: 0.01, unit: '%', digits: 0 } as const;

export interface GuessState {
  readonly guess: number;
  readonly isCommitted: boolean;
  /** The measured level, once the curve is measured on all images. */
  readonly truth: number | undefined;
}

/** The reader's guess, and what the lab found. */
export function useGuess(): GuessState {
  const [guess] = useKeptState<number | null>(`predict:${ID}:guess`, ASK.initial);
  const [isCommitted] = useKeptState(`predict:${ID}:committed`, false);
  const { cut } = useCut();
  const { points } = useCutCurve();
  const full = toFullCount(cut.model);
  const isMeasured = points.length > 0 && points.every(({ asked }) => asked === full);
  return {
    guess: guess ?? ASK.initial,
    isCommitted,
    truth: isMeasured ? (findLevelAt(points, ALLOWED) ?? undefined) : undefined,
  };
}

export interface GuessProps {
  readonly question: ReactNode;
  /** Shown with what was measured. */
  readonly children: ReactNode;
}

/** The lesson's opening question. */
export function Guess({ question, children }: GuessProps) {
  const { truth } = useGuess();
  return (
    <Predict
      id={ID}
      question={question}
      ask={ASK}
      truth={truth === undefined ? undefined : Math.round(truth * 100) / 100}
    >
      {children}
    </Predict>
  );
}
