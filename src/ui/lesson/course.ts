/** What a lesson may tell of the others: its figures know them by what their methods bought. */
import type { LessonOutline, Measure } from './meta.ts';

/** One lesson of the course. */
export interface CourseEntry {
  readonly outline: LessonOutline;
  /** False where it is still to come. */
  readonly isThere: boolean;
  /** Before and after its method, as its own text quotes them; what is not measured is missing. */
  readonly changes: { readonly [M in Measure]?: readonly [before: number, after: number] };
}

/** In the order of the course. Fetches the lessons' results: only a figure that shows them asks. */
export type LoadCourse = () => Promise<readonly CourseEntry[]>;
