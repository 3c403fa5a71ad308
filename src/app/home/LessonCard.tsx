import { useTranslation } from 'react-i18next';
import { useText } from '../../ui/language/bilingual.ts';
import type { LessonMeta, LessonOutline } from '../../ui/lesson/meta.ts';
import { toLessonNumber } from '../lessons/number.ts';
import { LessonLink } from '../page/LessonLink.tsx';
import { Gains } from './Gains.tsx';
import type { Gain } from './gains.ts';
import styles from './Home.module.css';
import { LessonSteps } from './LessonSteps.tsx';

export interface LessonCardProps {
  readonly outline: LessonOutline;
  /** Absent for a lesson that is still to come. */
  readonly meta?: LessonMeta;
  readonly gain: Gain | undefined;
}

/**
 * One lesson on the map: its question, what to read before, how far the reader is, what it buys; or that it
 * is to come.
 */
export function LessonCard({ outline, meta, gain }: LessonCardProps) {
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
        {meta && <LessonSteps meta={meta} />}
      </div>
      {meta && <Gains gain={gain} what={meta.gain?.what} />}
    </li>
  );
}
