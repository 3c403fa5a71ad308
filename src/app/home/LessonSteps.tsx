import { useTranslation } from 'react-i18next';
import { NO_PROGRESS } from '../../state/progressstate.ts';
import { useProgress } from '../../state/readerhooks.ts';
import type { LessonMeta } from '../../ui/lesson/meta.ts';
import styles from './Home.module.css';

/**
 * How far the reader has come in a lesson: a mark for each section, filled where it was read. Nothing before
 * it is begun.
 */
export function LessonSteps({ meta }: { readonly meta: LessonMeta }) {
  const { t } = useTranslation();
  const { progress } = useProgress();
  const { beats, guesses, exercises } = progress[meta.slug] ?? NO_PROGRESS;
  const seen = meta.beats.filter(({ id }) => beats.includes(id)).length;
  if (seen === 0) return null;
  const said = [
    t('home.progress.beats', { seen: String(seen), count: meta.beats.length }),
    guesses.length > 0 ? t('home.progress.guesses', { count: guesses.length }) : null,
    exercises.length > 0 ? t('home.progress.exercises', { count: exercises.length }) : null,
  ].filter((each) => each !== null);
  return (
    <div className={styles.steps}>
      <span className={styles.marks} aria-hidden="true">
        {meta.beats.map(({ id }) => (
          <span key={id} data-seen={beats.includes(id) || undefined} />
        ))}
      </span>
      <span>{said.join(' · ')}</span>
    </div>
  );
}
