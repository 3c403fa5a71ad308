import { useTranslation } from 'react-i18next';
import { useText } from '../../ui/language/bilingual.ts';
import type { LessonMeta, LessonOutline } from '../../ui/lesson/meta.ts';
import { toLessonNumber } from '../lessons/number.ts';
import styles from './Home.module.css';
import { LessonLink } from './LessonLink.tsx';

export interface LessonCardProps {
  readonly outline: LessonOutline;
  /** Absent for a lesson that is still to come. */
  readonly meta?: LessonMeta;
}

/** One lesson on the map: its question, what to read before, and whether it can be opened. */
export function LessonCard({ outline, meta }: LessonCardProps) {
  const { t } = useTranslation();
  const text = useText();
  const before = outline.prerequisites.map(toLessonNumber).join(', ');
  const notes = [
    meta === undefined ? t('home.toCome') : t('home.minutes', { count: meta.minutes }),
    before === '' ? null : t('home.after', { lessons: before }),
  ].filter((each) => each !== null);
  return (
    <li className={styles.card} data-open={meta !== undefined || undefined}>
      <span className={styles.number}>{toLessonNumber(outline.slug)}</span>
      <div>
        <h4 className={styles.title}>
          {meta === undefined ? (
            text(outline.title)
          ) : (
            <LessonLink slug={outline.slug}>{text(outline.title)}</LessonLink>
          )}
        </h4>
        <p className={styles.question}>{text(outline.question)}</p>
        <p className={styles.notes}>{notes.join(' · ')}</p>
      </div>
    </li>
  );
}
