import { useCallback, useMemo } from 'react';
import type { LessonContextValue } from '../../ui/lesson/context.tsx';
import { useLabSearch, useSearchChange } from '../preferences.ts';

interface Holding extends Pick<LessonContextValue, 'isHeld' | 'revealedBeats'> {
  /** Shows the answers of a beat, or takes them back. */
  readonly reveal: (beat: string, isOn: boolean) => void;
}

/**
 * Which answers the instructor has shown, by beat. In the link, as `revealed=predict.cut`, so that a second
 * window and a reload know it; `answers=hidden` holds the others back.
 */
export function useReveal(): Holding {
  const { revealed, answers } = useLabSearch();
  const changeSearch = useSearchChange();
  const revealedBeats = useMemo(() => revealed?.split('.') ?? [], [revealed]);
  const isHeld = useCallback(
    (beat: string | null) => answers === 'hidden' && (beat === null || !revealedBeats.includes(beat)),
    [answers, revealedBeats],
  );
  const reveal = useCallback(
    (beat: string, isOn: boolean) => {
      const others = revealedBeats.filter((each) => each !== beat);
      changeSearch({ revealed: (isOn ? [...others, beat] : others).join('.') || undefined });
    },
    [revealedBeats, changeSearch],
  );
  return useMemo(() => ({ isHeld, revealedBeats, reveal }), [isHeld, revealedBeats, reveal]);
}
