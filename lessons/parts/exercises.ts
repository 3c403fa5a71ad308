/**
 * What does the check of an exercise say? A lesson's check finds a property with its numbers; its words make
 * a sentence of them.
 */
import type { ExerciseResult } from '../../src/ui/prose/Exercise.tsx';
import { type Formats, useFormats, useWords, type Words } from './words.ts';

export interface Finding {
  readonly hasPassed: boolean;
  /** Which sentence of the exercise says so, and its numbers. */
  readonly key: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Why nothing could be checked. */
export function refuse<Key extends string>(key: Key): Finding {
  return { hasPassed: false, key, values: {} };
}

/**
 * The first of the faults that is one, by the sentence that says it; else what is said of a task that is
 * done.
 */
export function judge(
  values: Finding['values'],
  faults: Readonly<Record<string, boolean>>,
  done: string,
): Finding {
  const fault = Object.keys(faults).find((key) => faults[key]);
  return { hasPassed: fault === undefined, key: fault ?? done, values };
}

/** How a number of that name is written; whole where nothing else is said. */
type ToText = (name: string, value: number, formats: Formats) => string;

const toWhole: ToText = (_, value, { integer }) => integer(value);

/** Findings as sentences of `words`, in the reader's language. */
export function useSayFinding(words: Words, toText: ToText = toWhole): (finding: Finding) => ExerciseResult {
  const say = useWords(words);
  const formats = useFormats();
  return ({ hasPassed, key, values }) => ({
    hasPassed,
    message: say(
      key,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toText(name, value, formats)])),
    ),
  });
}
