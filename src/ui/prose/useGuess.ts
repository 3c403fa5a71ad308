import { useHolding, useKeptState, useLesson, useLinkState } from '../lesson/context.tsx';
import { isOption, type PredictAsk } from './guess.ts';
import { handsParam, toRoomGuess } from './hands.ts';

export interface GuessState {
  /** Null before one of several has been chosen. */
  readonly guess: string | number | null;
  readonly setGuess: (guess: string | number) => void;
  /** The guess stands. */
  readonly isCommitted: boolean;
  readonly setCommitted: (isCommitted: boolean) => void;
  /** What answers the question may be seen: the guess stands, and nobody holds the answers back. */
  readonly isOpen: boolean;
}

/**
 * A question's guess: a reader's own, which stands once committed; before a room what most hands are for,
 * which stands when the instructor shows the answers. A room leaves the reader's own guess as it was.
 */
export function useGuess(id: string, ask: PredictAsk): GuessState {
  const { mode } = useLesson();
  const { isHeld, isRevealed } = useHolding();
  const initial = isOption(ask) ? null : ask.initial;
  const [own, setGuess] = useKeptState<string | number | null>(`predict:${id}:guess`, initial);
  const [isOwnCommitted, setCommitted] = useKeptState(`predict:${id}:committed`, false);
  const [hands] = useLinkState(`hands-${id}`, handsParam);
  const isForRoom = mode !== 'reading';
  const isCommitted = isForRoom ? isRevealed : isOwnCommitted;
  return {
    guess: isForRoom ? (toRoomGuess(ask, hands) ?? initial) : own,
    setGuess,
    isCommitted,
    setCommitted,
    isOpen: isCommitted && !isHeld,
  };
}
