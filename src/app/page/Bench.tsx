import { useMemo } from 'react';
import { LessonContext, type LessonContextValue, NO_LESSON } from '../../ui/lesson/context.tsx';
import { BenchPage } from '../bench/BenchPage.tsx';
import { addBenchWords } from '../language/bench/words.ts';
import { PlotWords } from '../shell/PlotWords.tsx';
import { useLessonLink } from './useLessonLink.ts';

addBenchWords();

/** The free bench, with its recipes in the link. */
export function Bench() {
  const store = useLessonLink('/bench');
  const context = useMemo((): LessonContextValue => ({ ...NO_LESSON, store }), [store]);
  return (
    <LessonContext value={context}>
      <PlotWords>
        <BenchPage />
      </PlotWords>
    </LessonContext>
  );
}
