/** An exercise of a lesson: its check, and the controls that belong to it, under one name. */
import type { ReactNode } from 'react';
import { toFailure } from '../../../src/spec/failure.ts';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { Exercise } from '../../../src/ui/prose/Exercise.tsx';
import type { Finding } from '../exercises.ts';
import { useSayFinding } from '../exercises.ts';
import type { Formats, Words } from '../words.ts';

/** The task, a hint, one answer. */
export interface ExerciseTextProps {
  readonly children: ReactNode;
  readonly hint: ReactNode;
  readonly answer: ReactNode;
}

export interface ExerciseDefinition {
  readonly id: string;
  readonly number: number;
  /** A hook that gives the check. */
  readonly useCheck: () => () => Finding | Promise<Finding>;
  readonly controls?: ReactNode;
}

/**
 * Makes a lesson's exercises, whose findings are sentences of one dictionary.
 * @param toText how a number of a finding is written; whole where nothing else is said
 */
export function createExercises(
  words: Words,
  toText?: (name: string, value: number, formats: Formats) => string,
) {
  return ({ id, number, useCheck, controls }: ExerciseDefinition) =>
    function LessonExercise({ children, hint, answer }: ExerciseTextProps) {
      const say = useSayFinding(words, toText);
      const sayFailure = useFailureText();
      const check = useCheck();
      return (
        <Exercise
          id={id}
          number={number}
          check={async () => {
            try {
              return say(await check());
            } catch (error) {
              throw new Error(sayFailure(toFailure(error)), { cause: error });
            }
          }}
          hint={hint}
          answer={answer}
          controls={controls}
        >
          {children}
        </Exercise>
      );
    };
}
