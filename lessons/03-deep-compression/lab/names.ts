/** Names of the places in the engine and on the page that this lesson uses. */
export const SLOTS = {
  /** The trained net, as it came. */
  dense: 'dense',
  /** Cut and shared as the reader set it, without training. */
  draft: 'lesson-03-draft',
  /** What the reader's run of all stages made. */
  made: 'lesson-03-made',
  /** A file that the reader dropped in. */
  file: 'lesson-03-file',
} as const;

export const RUNS = { draft: 'lesson-03-draft', pipeline: 'lesson-03-pipeline' } as const;

export const SWEEP = 'lesson-03-ways';
