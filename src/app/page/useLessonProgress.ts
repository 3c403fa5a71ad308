import { useCallback, useEffect } from 'react';
import { useProgress } from '../../state/readerhooks.ts';
import type { LessonContextValue } from '../../ui/lesson/context.tsx';

/** A beat that the page only scrolls past is not seen. */
const SEEN_AFTER_MS = 2_000;

/**
 * Keeps what is done in a lesson.
 * @param beat the one on the screen, or null while the text is on its way
 * @returns for the lesson's context, to be told of guesses and exercises
 */
export function useLessonProgress(slug: string, beat: string | null): LessonContextValue['onDone'] {
  const { note } = useProgress();
  useEffect(() => {
    if (beat === null) return;
    const timer = setTimeout(() => note(slug, 'beats', beat), SEEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [slug, beat, note]);
  return useCallback((kind, id) => note(slug, kind, id), [slug, note]);
}
