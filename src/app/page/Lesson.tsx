import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../ui/language/bilingual.ts';
import { findLesson, findOutline } from '../lessons/registry.ts';
import styles from '../shell/PageState.module.css';
import { LessonPage } from './LessonPage.tsx';
import { NotFound } from './NotFound.tsx';

/** A lesson, or the word that it is still to come. */
export function Lesson() {
  const { t } = useTranslation();
  const text = useText();
  const { slug } = useParams({ from: '/lessons/$slug' });
  const meta = findLesson(slug);
  if (meta !== undefined) return <LessonPage key={slug} meta={meta} />;
  const outline = findOutline(slug);
  if (outline === undefined) return <NotFound />;
  return (
    <div className={styles.state}>
      <h1>{text(outline.title)}</h1>
      <p>{t('lesson.toComeTitle')}</p>
      <p>{t('lesson.toCome', { question: text(outline.question) })}</p>
    </div>
  );
}
