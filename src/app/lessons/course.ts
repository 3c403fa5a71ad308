/** The course as a lesson may show it: every lesson, and what its results say that its method bought. */
import type { CourseEntry } from '../../ui/lesson/course.ts';
import { type LessonMeta, MEASURES } from '../../ui/lesson/meta.ts';
import { listCourse, loadResults } from './registry.ts';

/** A lesson whose results cannot be fetched has none. */
export async function loadCourse(): Promise<readonly CourseEntry[]> {
  return Promise.all(
    listCourse().map(async ({ outline, meta }): Promise<CourseEntry> => {
      if (meta === undefined) return { outline, isThere: false, changes: {} };
      const results = await loadResults(meta.slug).catch(() => null);
      return { outline, isThere: true, changes: results === null ? {} : findChanges(meta, results) };
    }),
  );
}

export function findChanges(
  { gain }: Pick<LessonMeta, 'gain'>,
  results: Readonly<Record<string, number>>,
): CourseEntry['changes'] {
  return Object.fromEntries(
    MEASURES.flatMap((measure) => {
      const [before, after] = gain?.keys[measure] ?? [];
      if (before === undefined || after === undefined) return [];
      const pair = [results[before], results[after]];
      return pair.includes(undefined) ? [] : [[measure, pair]];
    }),
  );
}
