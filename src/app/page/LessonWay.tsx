import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../ui/language/bilingual.ts';
import { LESSONS } from '../lessons/registry.ts';
import { LessonLink } from './LessonLink.tsx';
import styles from './LessonPage.module.css';

/** At the end of a lesson: the one before and the one after, among those that can be opened. */
export function LessonWay({ slug }: { readonly slug: string }) {
  const { t } = useTranslation();
  const text = useText();
  const index = LESSONS.findIndex((each) => each.slug === slug);
  const before = LESSONS[index - 1];
  const after = LESSONS[index + 1];
  return (
    <nav className={styles.way} aria-label={t('nav.home')}>
      {before && (
        <LessonLink slug={before.slug}>{t('lesson.previous', { title: text(before.title) })}</LessonLink>
      )}
      <Link to="/">{t('home.mapTitle')}</Link>
      {after && <LessonLink slug={after.slug}>{t('lesson.next', { title: text(after.title) })}</LessonLink>}
    </nav>
  );
}
