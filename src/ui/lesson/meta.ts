import type { Bilingual } from '../language/bilingual.ts';

/** The parts of the course, in the order of the map. */
export const LESSON_GROUPS = ['why', 'remove', 'share', 'bits', 'shape', 'train', 'hardware'] as const;
export type LessonGroup = (typeof LESSON_GROUPS)[number];

/**
 * What of a beat's figures may answer its question: `numbers` in read-outs and tables, `pictures`
 * (histograms, masks, bars). Measured curves always do.
 */
export type AnswerPart = 'numbers' | 'pictures';

/** One step of a lesson: a section of its page and a slide in presenter mode. */
export interface BeatMeta {
  /** Lower-case words with dashes; used in the link and as `<Beat id>` in both languages' prose. */
  readonly id: string;
  readonly title: Bilingual;
  /** What waits, beside the numbers of its text and its measured curves, where answers are held back. */
  readonly answers?: readonly AnswerPart[];
}

/** What the home page knows of any lesson, written or not. */
export interface LessonOutline {
  /** The folder's name, which is also the route: `01-magnitude-pruning`. */
  readonly slug: string;
  readonly group: LessonGroup;
  readonly title: Bilingual;
  /** The question that the lesson answers, as the reader would ask it. */
  readonly question: Bilingual;
  /** Slugs of the lessons to read before. */
  readonly prerequisites: readonly string[];
}

/** What the map of the course tells of a lesson's method. */
export const MEASURES = ['fileBytes', 'latencyMs', 'energyPj', 'wrong'] as const;
export type Measure = (typeof MEASURES)[number];

/** Where a lesson's results say what its method bought. */
export interface LessonGain {
  /** The net and what was done to it. */
  readonly what: Bilingual;
  /** Keys of the lesson's `results.json`, before and after. What is left out is not yet measured. */
  readonly keys: { readonly [M in Measure]?: readonly [before: string, after: string] };
}

/** `lessons/<slug>/meta.ts` exports this as `meta`. */
export interface LessonMeta extends LessonOutline {
  /** Time to read and try it, in minutes. */
  readonly minutes: number;
  /** Names of the models that the lesson works on. */
  readonly models: readonly string[];
  /** In the order of the page. The first one is shown when the lesson opens. */
  readonly beats: readonly BeatMeta[];
  readonly gain?: LessonGain;
}
