import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../control/Button.tsx';
import { Notice } from '../control/Notice.tsx';
import { useKeptState, useLesson } from '../lesson/context.tsx';
import styles from './Exercise.module.css';

/** What a check found. `message` is one sentence with the numbers it looked at. */
export interface ExerciseResult {
  readonly hasPassed: boolean;
  readonly message: string;
}

export interface ExerciseProps {
  /** Keeps the result when the language changes; unique in the lesson. */
  readonly id: string;
  readonly number: number;
  /** Looks at a property of what the reader has done, never at an exact value. */
  readonly check: () => ExerciseResult | Promise<ExerciseResult>;
  readonly hint?: ReactNode;
  /** One way to do it; closed by a teacher's link. */
  readonly answer?: ReactNode;
  /** Controls that belong to the exercise alone. */
  readonly controls?: ReactNode;
  /** The task. */
  readonly children: ReactNode;
}

/** A task, checked by property. */
export function Exercise({ id, number, check, hint, answer, controls, children }: ExerciseProps) {
  const { t } = useTranslation('ui');
  const { areAnswersHidden, onDone } = useLesson();
  const [result, setResult] = useKeptState<ExerciseResult | null>(`exercise:${id}`, null);
  const [isChecking, setIsChecking] = useState(false);

  const run = async () => {
    setIsChecking(true);
    try {
      const found = await check();
      setResult(found);
      if (found.hasPassed) onDone('exercises', id);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setResult({ hasPassed: false, message: t('exercise.broken', { message }) });
    } finally {
      setIsChecking(false);
    }
  };
  return (
    <section className={styles.exercise} aria-labelledby={`exercise-${id}`}>
      <h3 id={`exercise-${id}`} className={styles.label}>
        {t('exercise.label', { number: String(number) })}
        {result?.hasPassed && <span className={styles.done}> ✓ {t('exercise.passed')}</span>}
      </h3>
      <div className={styles.task}>{children}</div>
      {controls}
      <div className={styles.actions}>
        <Button onPress={run} isDisabled={isChecking}>
          {t(isChecking ? 'exercise.checking' : 'exercise.check')}
        </Button>
      </div>
      <div role="status">
        {result !== null && (
          <Notice level={result.hasPassed ? 'good' : 'info'} isLive={false}>
            <strong>{t(result.hasPassed ? 'exercise.passed' : 'exercise.failed')}.</strong> {result.message}
          </Notice>
        )}
      </div>
      {hint !== undefined && (
        <details className={styles.more}>
          <summary>{t('exercise.hint')}</summary>
          {hint}
        </details>
      )}
      {answer !== undefined && !areAnswersHidden && (
        <details className={styles.more}>
          <summary>{t('exercise.answer')}</summary>
          {answer}
        </details>
      )}
      {answer !== undefined && areAnswersHidden && (
        <p className={styles.hidden}>{t('exercise.answersHidden')}</p>
      )}
    </section>
  );
}
