/** Names of the places in the engine and on the page that this lesson uses. */
export const SLOTS = {
  /** The trained net, as it came. */
  dense: 'dense',
  /** The same with the reader's cut, not retrained. */
  cut: 'lesson-01-cut',
  /** The reader's cut after retraining, or a point picked from the curves. */
  retrained: 'lesson-01-retrained',
  /** A file that the reader dropped in. */
  file: 'lesson-01-file',
  /** Nets that an exercise weighs against each other. */
  rival: 'lesson-01-rival',
  trial: 'lesson-01-trial',
} as const;

export const RUNS = {
  /** Random weights before any training. */
  initial: 'lesson-01-initial',
  scratch: 'lesson-01-scratch',
  retrain: 'lesson-01-retrain',
  iterative: 'lesson-01-iterative',
} as const;

export const SWEEP = 'lesson-01-curve';
