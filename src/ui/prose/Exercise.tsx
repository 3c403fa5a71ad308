import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../control/Button.tsx';
import { Notice } from '../control/Notice.tsx';
import { AskedContext, useHolding, useKeptState, useLesson } from '../lesson/context.tsx';
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

function More({ summary, children }: { readonly summary: string; readonly children: ReactNode }) {
  return (
    <details className={styles.more}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}

/** A task, checked by property. */
export function Exercise({ id, number, check, hint, answer, controls, children }: ExerciseProps) {
  const { t } = useTranslation('ui');
  const { onDone } = useLesson();
  const { isHeld } = useHolding();
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
    <section className={styles.exercise} data-ask="exercise" aria-labelledby={`exercise-${id}`}>
      <h3 id={`exercise-${id}`} className={styles.label}>
        {t('exercise.label', { number: String(number) })}
        {result?.hasPassed && <span className={styles.done}> ✓ {t('exercise.passed')}</span>}
      </h3>
      <div className={styles.task}>
        <AskedContext value={true}>{children}</AskedContext>
      </div>
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
      <div className={styles.answers} data-answers>
        {hint !== undefined && <More summary={t('exercise.hint')}>{hint}</More>}
        {answer !== undefined && !isHeld && <More summary={t('exercise.answer')}>{answer}</More>}
        {answer !== undefined && isHeld && <p className={styles.hidden}>{t('exercise.answersHidden')}</p>}
      </div>
    </section>
  );
}
