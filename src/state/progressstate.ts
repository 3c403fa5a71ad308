/** How far the reader has come in the lessons; the state behind `useProgress()`. */

/** What a lesson has that can be done: a section read, a guess committed, an exercise solved. */
export const STEP_KINDS = ['beats', 'guesses', 'exercises'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Ids of what was done in one lesson, in the order in which it was done. */
export type LessonProgress = { readonly [Kind in StepKind]: readonly string[] };

/** By the lesson's slug. */
export type Progress = Readonly<Record<string, LessonProgress>>;

export const NO_PROGRESS: LessonProgress = { beats: [], guesses: [], exercises: [] };
