/** Names of the places in the engine and on the page that this lesson uses. */
export const SLOTS = {
  /** The trained net, as it came. */
  dense: 'dense',
  /** The same with the reader's sharing, not trained since. */
  shared: 'lesson-02-shared',
  /** The reader's sharing after its centroids were trained. */
  tuned: 'lesson-02-tuned',
  /** The shared net after the one step that the reader looks at. */
  stepped: 'lesson-02-stepped',
  /** A file that the reader dropped in. */
  file: 'lesson-02-file',
  /** Nets that an exercise weighs against each other. */
  rival: 'lesson-02-rival',
  trial: 'lesson-02-trial',
} as const;

export const RUNS = { tune: 'lesson-02-tune' } as const;

export const SWEEP = 'lesson-02-curves';
